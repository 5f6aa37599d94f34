"""What the employers of Noor and Wouter declared each quarter (GeefDmfaVoorWerknemer)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from lxml import etree

from burgerprofiel.simulators.magda.cast import Person
from burgerprofiel.simulators.magda.offer import NOTHING, Reply, x
from burgerprofiel.simulators.magda.world.work_parts import ELEKTRO, HOSPITAL, Employer, coded, period


@dataclass(frozen=True)
class Terms:
    """How somebody works, for the quarterly declarations. Hours and days in hundredths."""

    employer: Employer
    since: str
    worker: str
    hours: str
    days: str
    worked: str
    full_hours: str = "3800"
    sick_days: str = ""


TERMS = {
    "noor": Terms(HOSPITAL, "2007-09-01", "495", "3040", "400", "5100", sick_days="200"),
    "wouter": Terms(ELEKTRO, "2015-03-01", "015", "3800", "500", "6200"),
}
QUARTERS = ("20253", "20254", "20261", "20262")


def _declaration(person: Person, terms: Terms, number: int, quarter: str) -> etree._Element:
    first = date(int(quarter[:4]), int(quarter[4]) * 3 - 2, 1)
    last = (first + timedelta(days=95)).replace(day=1) - timedelta(days=1)
    identity = f"{int(person.ssin[:4]):04}{number:06}"
    done = [_worked(1, "1", terms.worked)]
    if terms.sick_days and quarter.endswith("1"):
        done.append(_worked(2, "50", terms.sick_days))
    employment = x(
        "Tewerkstelling",
        x("Volgnummer", "1"),
        x("InternNummer", f"W{number:04}"),
        x("LokaleEenheid", x("Nummer", f"2{terms.employer.number[1:]}"), x("NISCode", terms.employer.nis)),
        period(terms.since),
        x("ParitairComite", terms.employer.committee),
        x("AantalWerkdagenPerWeek", terms.days),
        x("TypeContract", "0" if terms.hours == terms.full_hours else "1"),
        x("GemiddeldAantalUrenPerWeek", x("Referentiepersoon", terms.full_hours), x("Werknemer", terms.hours)),
        x("Informatie", x("BrutoLoonZiekte", "24120")) if len(done) > 1 else None,
        x("Prestaties", *done),
    )
    line = x(
        "Werknemerslijn",
        x("Categorie", "10"),
        x("Kerngetal", terms.worker),
        period(first.isoformat(), last.isoformat()),
        x("Grensarbeider", "0"),
        x("Tewerkstellingen", employment),
    )
    return x(
        "Attest",
        x(
            "Identificatie",
            x("Nummer", identity),
            x("Versie", identity),
            coded("Status", "0", "Nieuw"),
            x("DatumCreatie", (last + timedelta(days=22)).isoformat()),
        ),
        x(
            "AangifteWerkgever",
            x("Kwartaal", quarter),
            x("RSZNummer", terms.employer.number),
            x("Bron", "RSZ"),
            x("SectorIndicator", "PRI"),
            x("OnderCuratele", "0"),
            x("Ondernemingsnummer", terms.employer.number),
            x("VerschuldigdNettoBedrag", f"{98_412_300 + number * 71_055}"),
            x("ConversieNaarRegime5", "0"),
            x("Werknemer", x("INSZ", person.ssin), x("OriolusValidatie", "0"), line),
        ),
    )


def _worked(number: int, code: str, days: str) -> etree._Element:
    return x("Prestatie", x("Volgnummer", str(number)), x("Code", code), x("Dagen", days))


def write(person: Person) -> Reply:
    """GeefDmfaVoorWerknemer: four quarters of Noor and Wouter."""
    terms = TERMS.get(person.slug)
    if terms is None:
        return NOTHING
    attests = [_declaration(person, terms, number, quarter) for number, quarter in enumerate(QUARTERS, 1)]
    return Reply((x("Attesten", *attests),))
