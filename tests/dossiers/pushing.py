"""Programs of bodies at the door of DOSIS, and what they send."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import msgspec
from django.conf import settings
from django.test import Client as Http

from burgerprofiel.access import tokens
from burgerprofiel.access.models import Client, Token
from burgerprofiel.dossiers.models import Source
from burgerprofiel.kit import clock, remembered
from tests.dossiers import contract
from tests.dossiers.told import NOOR, SOURCE

HOST = settings.CONFIG.api_origin.partition("//")[2]
V1, V2 = "/api/v1/dosis", "/api/v2/dosis"
PUSH, SIMPLE = f"{V2}/dossiers", f"{V1}/dossiers"
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

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        """Ask; `body` is sent as JSON."""
        told: dict[str, str] = {"host": HOST, "Authorization": f"Bearer {self.token}", **headers}
        content = b"" if body is None else body if isinstance(body, bytes) else msgspec.json.encode(body)
        kind = told.pop("content_type", "application/json")
        response = Http().generic(method, path, content, content_type=kind, headers=told)
        is_json = "json" in response.headers.get("Content-Type", "")
        read = msgspec.json.decode(response.content) if is_json and response.content else None
        if method != "HEAD":
            contract.check(method, path, response.status_code, response.headers.get("Content-Type", ""), read)
        return Answer(response.status_code, dict(response.headers), response.content, read)

    def get(self, path: str, **query: str) -> Answer:
        """GET."""
        return self.ask("GET", f"{path}?{urlencode(query)}" if query else path)

    def push(self, body: Json, path: str = PUSH) -> Answer:
        """POST."""
        return self.ask("POST", path, body)

    def result(self, upload_id: str) -> Answer:
        """Return what became of an upload."""
        return self.get(f"{V1}/resultaten/perUploadId", uploadId=upload_id)


def program(client_id: str = "zonnegem-dossiers", *sources: str, scope: str = "DosisImport") -> Program:
    """Return a body's program with a token, which speaks for these sources."""
    client, _new = Client.objects.get_or_create(
        client_id=client_id, defaults={"name": client_id, "redirect_uris": [], "scopes": [scope]}
    )
    for uri in sources or (SOURCE,):
        told = {"name": {"nl": "Gemeente Zonnegem"}, "organisation": "0812345603", "clients": [client_id]}
        Source.objects.get_or_create(uri=uri, defaults=told)
    secret, ends = tokens.new(), clock.now() + timedelta(hours=1)
    Token.objects.create(
        token_hash=tokens.digest(secret), code_hash=b"", client=client, scope=scope, sealed=b"", expires_at=ends
    )
    remembered.forget()
    return Program(secret)


def body(number: str = "RP-2025-004512", *, of: tuple[str, ...] = (NOOR,), source: str = SOURCE, **said: Any) -> Json:
    """The example of the contract (§2.3); `said` replaces parts of it."""
    told: Json = {
        "Identificatie": {"Bron": source, "DossierNummer": number},
        "UploadId": str(uuid4()),
        "Naam": "Renovatiepremie Kerkstraat 5",
        "WijzigingsDatum": "2025-03-14T09:30:00",
        "Status": {
            "VlaamsCode": "DossierOnvolledig",
            "VlaamsFase": "Behandeling",
            "Detail1": "Wij wachten op uw facturen",
            "Actie": {"ActieNodig": True, "Actie": "Laad de ontbrekende facturen op"},
        },
        "Doorverwijzing": "https://loket.voorbeeld.be/dossiers/RP-2025-004512",
        "TypeDossierCode": "DossierStatus",
        "Producten": [{"Id": "697"}],
        "DossierBeheerder": {
            "Naam": "Team Premies",
            "Dienst": "Dienst Wonen",
            "Telefoon": "021234567",
            "Email": "premies@voorbeeld.be",
            "Website": "https://www.voorbeeld.be",
            "Adres": {"Straat": "Marktplein", "Nummer": "1", "Postcode": "3000", "Gemeente": "Leuven"},
        },
        "Agenten": [{"Identificatie": each, "Toegangsrechten": [{"Code": "Raadpleger"}]} for each in of],
    }
    return told | said
