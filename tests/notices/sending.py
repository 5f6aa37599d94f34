"""Programs of bodies that send notices, and what they send."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from burgerprofiel.kit import clock, remembered
from burgerprofiel.notices.intake import openapi
from burgerprofiel.notices.models import Source
from tests import programs
from tests.programs import Answer
from tests.published import Contract

HOST = programs.API
NOTICES = "/api/v2/notificaties"
SOURCE, OTHER = "urn://voorbeeld/renovatiepremie", "urn://voorbeeld/anders"
NOOR, JOZEF, NEVER_HERE = "85631441236", "52620915336", "83710237757"
CHANGED = "DossierGerelateerdBerichtWijzigingDossier"
CONTRACT = Contract(openapi.FILE)
PAIRS = {
    "DossierNummer": "RP-2025-004512",
    "StatusVlaamseCode": "DossierOnvolledig",
    "StatusVlaamseFase": "Behandeling",
}
Json = dict[str, Any]


class Program(programs.Program):
    """A body's program."""

    CONTRACT = CONTRACT

    def send(self, sent: Json | None = None, **headers: str) -> Answer:
        """POST a bundle."""
        return self.ask("POST", NOTICES, sent or bundle(), **headers)

    def state(self, number: str = "ntf-1", source: str = SOURCE) -> Answer:
        """GET what became of one."""
        return self.ask("GET", f"{NOTICES}/{number}?aanbiederUri={source}")


def program(source: str = SOURCE, name: str = "premies", scope: str = "NotificatieImport", **more: Any) -> Program:
    """Return a body's program with a token, which speaks for this source."""
    told = {
        "name": {"nl": "Agentschap Voorbeeld"},
        "organisation": "0316380841",
        "clients": [name],
        "brands": {"VOORBEELD": {"name": {"nl": "Voorbeeld", "fr": "Exemple"}, "colour": "#0a5d6b"}},
    }
    Source.objects.get_or_create(uri=source, defaults=told | more)
    remembered.forget()
    return Program(programs.token(name, [scope]))


def bundle(number: str = "ntf-1", *, to: tuple[str, ...] = (NOOR,), pairs: Json | None = None, **said: Any) -> Json:
    """The contract's own example, sent just now; `said` replaces parts of it, None takes one away."""
    told: Json = {
        "Id": number,
        "AanbiederUri": SOURCE,
        "Categorie": CHANGED,
        "DatumNotificatie": (clock.now() - timedelta(seconds=5)).isoformat(timespec="seconds"),
        "TransactieId": f"{SOURCE}+RP-2025-004512",
        "ProductId": "697",
        "MerkCode": "VOORBEELD",
        "Bestemmelingen": [{"Insz": each} for each in to],
        "Kanalen": [{"Type": "Passief"}, {"Type": "Email"}],
        "SleutelWaardeParen": [{"Sleutel": key, "Waarde": value} for key, value in (pairs or PAIRS).items()],
    }
    return {name: value for name, value in (told | said).items() if value is not None}
