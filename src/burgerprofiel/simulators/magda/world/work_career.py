"""Samira's bakery, and the leave of Noor and Wouter (GeefLoopbaanARZA, GeefFuncties, GeefLoopbaanonderbrekingen)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from burgerprofiel.simulators.magda.cast import Person
from burgerprofiel.simulators.magda.offer import NOTHING, Reply, x
from burgerprofiel.simulators.magda.world.work_parts import BAKERY, FUND, coded, period


def write_self_employment(person: Person) -> Reply:
    """GeefLoopbaanARZA: Samira alone."""
    if person.slug != "samira":
        return NOTHING
    career = x(
        "Loopbaan",
        coded("Bijdragereeks", "100", "Hoofdberoep", Oorsprong="KSZ"),
        period("2018-02-01"),
        coded("Beroep", "307107", "Bakker", Oorsprong="KSZ"),
        coded("Hoedanigheid", "200", "Mandataris van een vennootschap", Oorsprong="KSZ"),
        x("DatumOndertekening", "2018-01-22"),
    )
    fund = x(
        "SociaalVerzekeringsfonds",
        x("Code", FUND[0]),
        x("Omschrijving", FUND[1], Oorsprong="MAGDA", TaalCode="nl"),
        x("Ondernemingsnummer", FUND[2]),
    )
    affiliation = x("Aansluiting", fund, x("Loopbanen", career))
    return Reply(
        (
            x(
                "Zelfstandige",
                x("INSZ", person.ssin),
                x("Ondernemingsnummer", BAKERY),
                x("Aansluitingen", affiliation),
            ),
        )
    )


def _function(
    person: Person, number: int, kind: tuple[str, str], proof: tuple[str, str], **language: str
) -> etree._Element:
    return x(
        "Functie",
        coded("AuthentiekeBron", "03", "KBO"),
        x("FunctiehouderVan", BAKERY),
        coded("AanduidingPersoonOnderneming", "1", "Vertegenwoordiging door natuurlijke persoon"),
        x("INSZ", person.ssin),
        x("VolgNummer", f"{number:03}"),
        coded("AardFunctie", *kind, **language),
        period("2018-02-01"),
        coded("AanduidingVrijstelling", *proof),
        DatumModificatie="2018-02-05",
    )


def write_functions(person: Person) -> Reply:
    """GeefFuncties: Samira manages her bakery and proved that she can."""
    if person.slug != "samira":
        return NOTHING
    functions = (
        _function(person, 1, ("10006", "Zaakvoerder"), ("999", "geen vrijstelling mogelijk"), TaalCode="nl"),
        _function(person, 2, ("20090", "Basiskennis bedrijfsbeheer"), ("N", "geen vrijstelling bekomen")),
        _function(person, 3, ("20300", "Beroepsbekwaamheid bakker"), ("N", "geen vrijstelling bekomen")),
    )
    return Reply((x("Functies", *functions),))


def _noors_leave(person: Person) -> Iterator[etree._Element]:
    yield x(
        "Loopbaanonderbreking",
        x("Bron", "Vlaanderen"),
        x("Dossiernummer", "ZK-2023-00417"),
        x("INSZ", person.ssin),
        period("2023-02-01", "2023-07-31"),
        coded("Categorie", "4", "Zorgkrediet"),
        coded("Regime", "4", "ZK2016"),
        coded("Vermindering", "5", "Vermindering van de voordelen, vermindering 1/5"),
        coded("Reden", "5", "Zorg kind tem 12 jaar"),
        coded("Contract", "OB", "Contractueel personeelslid"),
        x("GemiddeldAantalUrenPerWeek", x("Referentiepersoon", "3800"), x("Werknemer", "3040")),
        x("BedragMaandelijkseUitkering", "18236"),
    )


def _wouters_leave(person: Person) -> Iterator[etree._Element]:
    yield x(
        "Loopbaanonderbreking",
        x("Bron", "RVA"),
        x("INSZ", person.ssin),
        period("2020-04-01", "2020-07-31"),
        coded("Categorie", "2", "Ouderschapsverlof"),
        coded("Vermindering", "1", "Volledige onderbreking"),
        x("BedragMaandelijkseUitkering", "85061"),
    )


LEAVES: dict[str, Callable[[Person], Iterator[etree._Element]]] = {"noor": _noors_leave, "wouter": _wouters_leave}


def write_breaks(person: Person) -> Reply:
    """GeefLoopbaanonderbrekingen: Noor's care credit and Wouter's parental leave."""
    leave = LEAVES.get(person.slug)
    return Reply((x("Loopbaanonderbrekingen", *leave(person)),)) if leave else NOTHING
