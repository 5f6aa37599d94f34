"""Programs of bodies at the door of DOSIS, and what they send."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from burgerprofiel.dossiers.intake import openapi
from burgerprofiel.dossiers.models import Source
from burgerprofiel.kit import remembered
from tests import programs
from tests.dossiers.told import NOOR, SOURCE
from tests.programs import Answer
from tests.published import Contract

HOST = programs.API
V1, V2 = "/api/v1/dosis", "/api/v2/dosis"
PUSH, SIMPLE = f"{V2}/dossiers", f"{V1}/dossiers"
CONTRACT = Contract(openapi.FILE)
Json = dict[str, Any]


class Program(programs.Program):
    """A body's program."""

    CONTRACT = CONTRACT

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
    for uri in sources or (SOURCE,):
        told = {"name": {"nl": "Gemeente Zonnegem"}, "organisation": "0812345603", "clients": [client_id]}
        Source.objects.get_or_create(uri=uri, defaults=told)
    remembered.forget()
    return Program(programs.token(client_id, [scope]))


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
