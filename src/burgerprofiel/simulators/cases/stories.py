"""What the case system holds at first: invented cases of the demo's people, each with its course, oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from burgerprofiel.simulators.magda.cast import BY_SLUG

Json = dict[str, Any]
BAKERY = "0765432146"
ZONE = {
    "naam": "Loket Mobiliteit",
    "dienst": "Gemeente Zonnegem, dienst Mobiliteit",
    "telefoon": "052 00 00 01",
    "email": "mobiliteit@zonnegem.example",
    "website": "https://www.zonnegem.example",
    "adres": {"straat": "Dorpstraat", "huisnummer": "1", "postcode": "9999", "gemeente": "Zonnegem"},
}


@dataclass(frozen=True)
class Case:
    """A case, of whom it is, and its states: days ago, phase, code, what is said, what the citizen must do."""

    number: str
    name: str
    product: int
    people: tuple[str, ...]
    steps: tuple[tuple[int, str, str, str, str], ...]
    enterprises: tuple[str, ...] = ()


CASES = (
    Case(
        "BEW-2026-0311",
        "Bewonerskaart Kerkstraat 5",
        2311,
        ("noor", "wouter"),
        (
            (40, "Samenstelling", "Ingediend", "We kregen uw aanvraag.", ""),
            (33, "Behandeling", "InBehandeling", "", ""),
            (12, "Afgerond", "Goedgekeurd", "Uw bewonerskaart geldt een jaar.", ""),
        ),
    ),
    Case(
        "INN-2026-0088",
        "Straat innemen voor een container",
        2290,
        ("wouter",),
        (
            (9, "Samenstelling", "Ingediend", "", ""),
            (3, "Behandeling", "DossierOnvolledig", "Het plan ontbreekt.", "Bezorg ons een plan van de straat."),
        ),
    ),
    Case(
        "MARKT-2026-014",
        "Standplaats op de zaterdagmarkt",
        2260,
        (),
        (
            (60, "Samenstelling", "Aangevraagd", "", ""),
            (21, "Beslissing", "InWacht", "U staat op de wachtlijst.", ""),
        ),
        (BAKERY,),
    ),
)


def changes(now: datetime) -> list[Json]:
    """Return every change, in the order in which they happened, without their index."""
    every = [(now - timedelta(days=step[0]), case, step) for case in CASES for step in case.steps]
    return [change(at, case, *step[1:]) for at, case, step in sorted(every, key=lambda each: each[0])]


def change(at: datetime, case: Case, phase: str, code: str, detail: str, action: str) -> Json:
    """Return one change as the contract writes it."""
    return {
        "@type": "DossierStatus",
        "dossiernummer": case.number,
        "dossiernaam": case.name,
        "doorverwijzingUrl": f"https://www.zonnegem.example/zaken/{case.number}",
        "wijzigingsdatum": at.replace(tzinfo=None).isoformat(timespec="seconds"),
        "status": {"vlaamseFase": phase, "vlaamseCode": code, "detail": detail or None, "actie": action or None},
        "dossier beheerder": ZONE,
        "agenten": [
            *({"type": "BurgerAgent", "rijksregisternummer": BY_SLUG[slug].ssin} for slug in case.people),
            *(
                {
                    "type": "OndernemerAgent",
                    "kboNummer": number,
                    "toegangsrechten": [{"recht": "DossierGebruiker", "context": "Mobiliteit"}],
                }
                for number in case.enterprises
            ),
        ],
        "product": case.product,
    }
