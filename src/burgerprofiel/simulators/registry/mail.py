"""What bodies that use the other registry wrote to the people of the demo: invented bodies, invented letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from burgerprofiel.simulators.magda.cast import BY_SLUG

TAX, FUND, PENSION, SELF = "0312004557", "0206659092", "0220194750", "0208631756"


@dataclass(frozen=True)
class Body:
    """A sender."""

    number: str
    short: dict[str, str]
    application: str


@dataclass(frozen=True)
class Letter:
    """A message as it was published."""

    id: str
    at: datetime
    subject: str
    organisation: str
    kind: str
    lines: tuple[str, ...]
    cents: int = 0
    due: datetime | None = None
    body: str = ""
    """When there is one, it is the main content; else a PDF of the lines is."""
    registered: bool = False
    leaflet: bool = False
    """Whether a second file hangs on it."""


BODIES = (
    Body(
        TAX, {"nl": "FOD Voorbeeld Financiën", "fr": "SPF Exemple Finances", "de": "FÖD Beispiel Finanzen"}, "fod-fin"
    ),
    Body(FUND, {"nl": "Ziekenfonds De Linde", "fr": "Mutualité Le Tilleul", "de": "Krankenkasse Die Linde"}, "linde"),
    Body(
        PENSION, {"nl": "Pensioendienst Voorbeeld", "fr": "Service Pensions Exemple", "de": "Rentendienst"}, "pensioen"
    ),
    Body(
        SELF, {"nl": "Sociaal Fonds Voorbeeld", "fr": "Caisse sociale Exemple", "de": "Sozialkasse Beispiel"}, "fonds"
    ),
)
_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december"
KINDS = {
    "aanslagbiljet": {"nl": "Aanslagbiljet", "fr": "Avertissement-extrait de rôle", "de": "Steuerbescheid"},
    "bericht": {"nl": "Brief", "fr": "Lettre", "de": "Brief"},
    "terugbetaling": {"nl": "Overzicht terugbetalingen", "fr": "Aperçu des remboursements", "de": "Erstattungen"},
    "pensioen": {"nl": "Pensioenfiche", "fr": "Fiche de pension", "de": "Rentenblatt"},
    "bijdrage": {"nl": "Bijdrage zelfstandige", "fr": "Cotisation d'indépendant", "de": "Beitrag"},
}


def of(ssin: str, now: datetime) -> list[Letter]:
    """Return the letters of one person, newest first; of who is not in the cast none."""
    slug = next((person.slug for person in BY_SLUG.values() if person.ssin == ssin), "")
    letters = [*_WRITTEN.get(slug, _nothing)(now)]
    return sorted(letters, key=lambda letter: (letter.at, letter.id), reverse=True)


def _letter(
    slug: str, now: datetime, days: float, subject: str, by: str, kind: str, *lines: str, **more: object
) -> Letter:
    name = uuid5(NAMESPACE_URL, f"https://ebox2.example/{slug}/{kind}/{subject}")
    day = (now - timedelta(days=days)).astimezone(UTC)
    at = day.replace(hour=7 + name.int % 9, minute=name.int % 59, second=0, microsecond=0)
    return Letter(str(name), at, subject, by, kind, lines or (subject,), **more)  # type: ignore[arg-type]  # its fields


def _nothing(_now: datetime) -> list[Letter]:
    return []


def _refunds(slug: str, now: datetime, months: int) -> list[Letter]:
    names = _MONTHS.split()
    found = []
    for back in range(1, months + 1):
        year, month = divmod(now.year * 12 + now.month - 1 - back, 12)
        told = f"Uw terugbetalingen van {names[month]} {year}"
        lines = ("Huisarts, 1 raadpleging: € 22,08", "Apotheek: € 13,45", "Gestort op uw rekening.")
        found.append(_letter(slug, now, 30.4 * back - 20.3, told, FUND, "terugbetaling", *lines))
    return found


def _noor(now: datetime) -> list[Letter]:
    return [
        _letter(
            "noor",
            now,
            2.2,
            "Uw aanslagbiljet personenbelasting 2025",
            TAX,
            "aanslagbiljet",
            "U betaalt nog € 184,62.",
            "Betaal voor de vervaldag met de gestructureerde mededeling.",
            cents=18462,
            due=now + timedelta(days=21),
            leaflet=True,
        ),
        _letter(
            "noor",
            now,
            12.4,
            "Uw belastingaangifte is ontvangen",
            TAX,
            "bericht",
            body="Goede dag\n\nWij ontvingen uw aangifte op tijd. U hoeft niets te doen.\n\nFOD Voorbeeld Financiën",
        ),
        _letter("noor", now, 95, "Tandzorg voor Lotte: u hebt recht op terugbetaling", FUND, "bericht", leaflet=True),
        _letter(
            "noor", now, 190, "Uw bijdrage voor volgend jaar", FUND, "bericht", cents=9540, due=now - timedelta(150)
        ),
        *_refunds("noor", now, 26),
    ]


def _wouter(now: datetime) -> list[Letter]:
    paid = "U krijgt € 412,07 terug."
    return [
        _letter("wouter", now, 3.1, "Uw aanslagbiljet personenbelasting 2025", TAX, "aanslagbiljet", paid),
        *_refunds("wouter", now, 6),
    ]


def _jozef(now: datetime) -> list[Letter]:
    return [
        _letter("jozef", now, 5, "Uw pensioen stijgt met de index", PENSION, "pensioen", "Vanaf volgende maand."),
        _letter("jozef", now, 40, "Bewijs van leven: wij hoeven niets meer van u", PENSION, "bericht"),
        *_refunds("jozef", now, 12),
    ]


def _samira(now: datetime) -> list[Letter]:
    due = now + timedelta(days=9)
    return [
        _letter("samira", now, 6, "Uw bijdrage van dit kwartaal", SELF, "bijdrage", cents=91215, due=due),
        _letter("samira", now, 33, "Aangetekend: uw btw-controle", TAX, "bericht", registered=True),
        *_refunds("samira", now, 3),
    ]


def _emma(now: datetime) -> list[Letter]:
    return [
        _letter("emma", now, 8, "Welkom bij ons ziekenfonds", FUND, "bericht", leaflet=True),
        *_refunds("emma", now, 2),
    ]


_WRITTEN = {"noor": _noor, "wouter": _wouter, "jozef": _jozef, "samira": _samira, "emma": _emma}
