"""Oksana's living wage: from her arrival in Zonnegem until her first job."""

from __future__ import annotations

from calendar import monthrange

from lxml import etree

from burgerprofiel.simulators.magda.cast import Person
from burgerprofiel.simulators.magda.offer import NOTHING, Reply, x

_CENTRE = "0299904105"
_YEARS: tuple[tuple[int, tuple[int, ...], int], ...] = (
    (2024, (), 0),
    (2025, tuple(range(1, 13)), 131_420),
    (2026, (1, 2, 3, 4), 134_048),
)
"""Year, months, cents a month."""


def _euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


def _month(person: Person, year: int, month: int, cents: int) -> etree._Element:
    first = f"{year}-{month:02}"
    number = f"{year}{month:02}01"
    payment = x(
        "LeefloonPeriode",
        x("Bedrag", _euros(cents)),
        x("Periode", x("Begin", f"{first}-01"), x("Einde", f"{first}-{monthrange(year, month)[1]:02}")),
        x("Begunstigde", x("INSZ", person.ssin)),
        x("OCMW", x("Ondernemingsnummer", _CENTRE), x("Bestand", number), x("Suffix", "0")),
        x("MaximumLeefloonGekregen", "1"),
        ID=number,
    )
    return x("Maand", x("LeefloonPerPeriode", payment, LaatsteUitbetaling="1"), JaarMaand=first)


def _year(person: Person, year: int, months: tuple[int, ...], cents: int) -> etree._Element:
    if not months:
        return x("Leefloonbedrag", x("Jaar", str(year)), x("Uitbetaling", "0", Beschrijving="Geen uitbetaling"))
    total = x(
        "Leefloon",
        x("Bedrag", _euros(cents * len(months))),
        x("TweedeGerechtigde", "0"),
        x("AantalMaandenZonderToelage", str(12 - len(months))),
        x("MaximumLeefloonGekregen", "1"),
    )
    return x(
        "Leefloonbedrag",
        x("Jaar", str(year)),
        x(
            "Tegemoetkoming",
            x("Jaarlijks", total, Jaar=str(year)),
            x("Maandelijks", *(_month(person, year, month, cents) for month in months)),
        ),
    )


def amounts(person: Person) -> Reply:
    """GeefLeefloonbedragen."""
    if person.slug != "oksana":
        return NOTHING
    return Reply((x("Leefloonbedragen", *(_year(person, *each) for each in _YEARS)),))
