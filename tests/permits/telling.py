"""Programs of bodies that grant permits, what they tell, and people and organisations of whom they tell."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from burgerprofiel.kit import clock, remembered
from burgerprofiel.permits.models import Source
from burgerprofiel.permits.pushing import openapi
from tests import programs
from tests.programs import Answer
from tests.published import Contract

HOST = programs.API
PERMITS = "/burgerprofiel/permits/v1/permits"
NOOR, WOUTER, BAKERY = "85631441236", "83710237757", "0765432146"
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
CONTRACT = Contract(openapi.FILE)
Json = dict[str, Any]


class Program(programs.Program):
    """A body's program."""

    CONTRACT = CONTRACT

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
    told = {
        "name": {"nl": "Natuur en Bos", "fr": "Nature et Forêts"},
        "organisation": "0316380841",
        "clients": [name],
        "kinds": {"2381": {"nl": "Visverlof", "fr": "Permis de pêche", "de": "Angelschein", "en": "Fishing licence"}},
    }
    Source.objects.get_or_create(key=source, defaults=told)
    remembered.forget()
    return Program(programs.token(name, [scope]))


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
