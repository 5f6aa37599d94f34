"""Programs of bodies that grant permits, what they tell, and people and organisations of whom they tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import msgspec
from django.conf import settings
from django.test import Client as Http

from burgerprofiel.access import tokens
from burgerprofiel.access.models import Client, Token
from burgerprofiel.kit import clock, remembered
from burgerprofiel.permits.models import Source
from tests.permits import contract

HOST = settings.CONFIG.api_origin.partition("//")[2]
PERMITS = "/burgerprofiel/permits/v1/permits"
NOOR, WOUTER, BAKERY = "85631441236", "83710237757", "0765432146"
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
Json = dict[str, Any]


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    content: bytes
    json: Any = None


@dataclass(frozen=True)
class Program:
    """Something with a token."""

    token: str = field(repr=False)

    def ask(self, method: str, path: str, body: object = None, kind: str = "application/json") -> Answer:
        """Ask; `body` is sent as JSON."""
        told = {"host": HOST, "Authorization": f"Bearer {self.token}"}
        content = b"" if body is None else body if isinstance(body, bytes) else msgspec.json.encode(body)
        response = Http().generic(method, path, content, content_type=kind, headers=told)
        media_type = response.headers.get("Content-Type", "")
        read = msgspec.json.decode(response.content) if "json" in media_type and response.content else None
        if method != "HEAD":
            contract.check(method, path, response.status_code, media_type, read)
        return Answer(response.status_code, dict(response.headers), response.content, read)

    def tell(self, number: str = "VV-1", **said: Any) -> Answer:
        """PUT a state of a permit."""
        return self.ask("PUT", f"{PERMITS}/{number}", permit(**said))

    def bring(self, number: str = "VV-1", name: str = "vergunning", content: bytes = PDF) -> Answer:
        """PUT a document."""
        return self.ask("PUT", f"{PERMITS}/{number}/documents/{name}", content, "application/pdf")

    def revoke(self, number: str = "VV-1", reason: str = "U betaalde niet.") -> Answer:
        """POST a revocation."""
        return self.ask("POST", f"{PERMITS}/{number}/revocation", {"reason": reason})

    def state(self, number: str = "VV-1") -> Answer:
        """GET."""
        return self.ask("GET", f"{PERMITS}/{number}")


def program(source: str = "natuur", scope: str = "PermitImport") -> Program:
    """Return a body's program with a token, which speaks for this source."""
    name = f"{source}-toelatingen"
    client, _new = Client.objects.get_or_create(
        client_id=name, defaults={"name": name, "redirect_uris": [], "scopes": [scope]}
    )
    told = {
        "name": {"nl": "Natuur en Bos", "fr": "Nature et Forêts"},
        "organisation": "0316380841",
        "clients": [name],
        "kinds": {"2381": {"nl": "Visverlof", "fr": "Permis de pêche", "de": "Angelschein", "en": "Fishing licence"}},
    }
    Source.objects.get_or_create(key=source, defaults=told)
    secret, ends = tokens.new(), clock.now() + timedelta(hours=1)
    Token.objects.create(
        token_hash=tokens.digest(secret), code_hash=b"", client=client, scope=scope, sealed=b"", expires_at=ends
    )
    remembered.forget()
    return Program(secret)


def permit(*, of: tuple[str, ...] = (NOOR,), days: int | None = 300, ago: int = 60, **said: Any) -> Json:
    """A fishing licence that ends in so many days, told so many seconds ago; `said` replaces parts of it."""
    ends = (clock.today() + timedelta(days=days)).isoformat() if days is not None else None
    told: Json = {
        "productId": "2381",
        "title": "Visverlof aan de Leie",
        "status": "active",
        "validFrom": (clock.today() - timedelta(days=400)).isoformat(),
        "validUntil": ends,
        "changedAt": (clock.now() - timedelta(seconds=ago)).isoformat(),
        "issuer": "Agentschap voor Natuur en Bos",
        "beneficiaries": [{"kind": "PERS" if len(each) == 11 else "OND", "id": each} for each in of],
        "documents": [{"id": "vergunning", "language": "nl"}],
    }
    return {name: value for name, value in (told | said).items() if value is not None}
