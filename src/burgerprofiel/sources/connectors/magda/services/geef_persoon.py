"""Who somebody is according to the National Register, or the Crossroads Bank for a BIS number (GeefPersoon 02.02)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services.person_addresses import Addresses, read_addresses
from burgerprofiel.sources.connectors.magda.services.person_facts import (
    Birth,
    CivilState,
    Cohabitation,
    Death,
    Descent,
    Document,
    Keeper,
    LastWish,
    Offspring,
    ResidenceRight,
    read_birth,
    read_civil_state,
    read_cohabitation,
    read_death,
    read_descent,
    read_document,
    read_keeper,
    read_last_wish,
    read_offspring,
    read_residence_right,
)
from burgerprofiel.sources.connectors.magda.services.person_parts import (
    Coded,
    Dated,
    Member,
    Name,
    members,
    read_coded,
    read_dated,
    read_name,
    since,
)
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Answers, Children, Origin, Service


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Everything GeefPersoon says about one person. Every list may be empty: parts are filtered per authorisation."""

    ssin: str
    name: Name
    source: str = ""
    """`RR` National Register, `KSZ` Crossroads Bank for Social Security."""
    created: PartialDate | None = None
    changed: PartialDate | None = None
    aliases: tuple[Name, ...] = ()
    title: Coded | None = None
    title_since: PartialDate | None = None
    sexes: tuple[Dated, ...] = ()
    births: tuple[Birth, ...] = ()
    deaths: tuple[Death, ...] = ()
    registers: tuple[Dated, ...] = ()
    keepers: tuple[Keeper, ...] = ()
    statuses: tuple[Dated, ...] = ()
    nationalities: tuple[Dated, ...] = ()
    refugee: tuple[Dated, ...] = ()
    rights: tuple[ResidenceRight, ...] = ()
    civil_states: tuple[CivilState, ...] = ()
    cohabitations: tuple[Cohabitation, ...] = ()
    descents: tuple[Descent, ...] = ()
    offspring: tuple[Offspring, ...] = ()
    addresses: Addresses
    documents: tuple[Document, ...] = ()
    work_cards: tuple[Document, ...] = ()
    heads: tuple[Member, ...] = ()
    """The reference person of the household, when that is somebody else; `position` is the person's own."""
    household: tuple[Member, ...] = ()
    """The others in the household, seen from this person."""
    wishes: tuple[LastWish, ...] = ()


def parse(inhoud: Node) -> Person | None:
    """Read `Persoon`; None when the register holds nobody."""
    node = inhoud.one("Persoon")
    if node is None:
        return None
    titles = node.all("AdellijkeTitel")
    return Person(
        ssin=node.text("INSZ"),
        name=read_name(node.one("Naam")),
        source=node.attribute("Bron"),
        created=node.date_attribute("DatumCreatie"),
        changed=node.date_attribute("DatumModificatie"),
        aliases=tuple(read_name(each.one("Naam") or each) for each in node.all("Pseudoniemen/Pseudoniem")),
        title=read_coded(titles[0].one("AdellijkeTitel")) if titles else None,
        title_since=since(titles[0]) if titles else None,
        sexes=read_dated(node.all("Geslacht")),
        births=tuple(map(read_birth, node.all("Geboorte"))),
        deaths=tuple(map(read_death, node.all("Overlijden"))),
        registers=read_dated(node.all("Register")),
        keepers=tuple(map(read_keeper, node.all("Beheerder"))),
        statuses=read_dated(node.all("Statussen/Status")),
        nationalities=read_dated(node.all("Nationaliteiten/Nationaliteit")),
        refugee=read_dated(node.all("TypeVluchteling")),
        rights=tuple(map(read_residence_right, node.all("WettigeVerblijven/WettigVerblijf"))),
        civil_states=tuple(map(read_civil_state, node.all("BurgerlijkeStaten/BurgerlijkeStaat"))),
        cohabitations=tuple(map(read_cohabitation, node.all("WettelijkeSamenwoning"))),
        descents=tuple(map(read_descent, node.all("Afstammingen/Afstamming"))),
        offspring=read_offspring(node.all("AfstammingenDalendeLijn/AfstammingDalendeLijn")),
        addresses=read_addresses(node.one("Adressen")),
        documents=tuple(map(read_document, node.all("Identiteitsbewijzen/Identiteitsbewijs"))),
        work_cards=tuple(map(read_document, node.all("Arbeidskaarten/Arbeidskaart"))),
        heads=members(node.all("Referentiepersoon")),
        household=members(node.all("Gezinsleden/Gezinslid")),
        wishes=tuple(map(read_last_wish, node.all("LijkbezorgingEnRitueel") or node.all("Begraving"))),
    )


def question(ssin: Ssin, _given: Answers) -> Children:
    """Ask the National Register, or the Crossroads Bank when the number is a BIS number."""
    source = "KSZ" if ssin.kind == "bis" else "RR"
    return [("Criteria", [("INSZ", ssin.digits)]), ("Bron", source), ("Taal", "nl")]


def subjects(inhoud: Node) -> Sequence[str]:
    """Whom the answer is about."""
    return inhoud.texts("Persoon/INSZ")


SERVICE = Service(
    name="GeefPersoon",
    version="02.02.0000",
    domain="Persoon",
    namespace="http://magda.vlaanderen.be/persoon/soap/geefpersoon/v02_02",
    origin=Origin.RIJKSREGISTER,
    result=Person,
    parse=parse,
    subjects=subjects,
    question=question,
)
