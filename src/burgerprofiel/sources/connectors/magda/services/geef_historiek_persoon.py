"""What the register said about somebody before today (GeefHistoriekPersoon 02.02; 02.00 answers are read too)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services.person_addresses import Addresses, read_addresses
from burgerprofiel.sources.connectors.magda.services.person_facts import (
    Birth,
    CivilState,
    Descent,
    Document,
    Keeper,
    read_birth,
    read_civil_state,
    read_descent,
    read_document,
    read_keeper,
)
from burgerprofiel.sources.connectors.magda.services.person_parts import (
    SINCE_1900,
    Dated,
    Member,
    Name,
    members,
    read_dated,
    read_name,
)
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Answers, Children, Origin, Service


class PersonHistory(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was, the present included; each list in the register's order (mostly the newest first)."""

    ssin: str
    created: PartialDate | None = None
    changed: PartialDate | None = None
    names: tuple[Name, ...] = ()
    sexes: tuple[Dated, ...] = ()
    births: tuple[Birth, ...] = ()
    descents: tuple[Descent, ...] = ()
    nationalities: tuple[Dated, ...] = ()
    civil_states: tuple[CivilState, ...] = ()
    registers: tuple[Dated, ...] = ()
    keepers: tuple[Keeper, ...] = ()
    statuses: tuple[Dated, ...] = ()
    documents: tuple[Document, ...] = ()
    heads: tuple[Member, ...] = ()
    addresses: Addresses


def parse(inhoud: Node) -> PersonHistory | None:
    """Read `HistoriekPersoon`; None when the register holds nobody."""
    node = inhoud.one("HistoriekPersoon")
    if node is None:
        return None

    def each(name: str) -> list[Node]:
        return node.all(f"Historiek{name}/{name}")

    return PersonHistory(
        ssin=node.text("INSZ"),
        created=node.date_attribute("DatumCreatie"),
        changed=node.date_attribute("DatumModificatie"),
        names=tuple(map(read_name, each("Naam"))),
        sexes=read_dated(each("Geslacht")),
        births=tuple(map(read_birth, each("Geboorte"))),
        descents=tuple(map(read_descent, each("Afstamming"))),
        nationalities=read_dated(each("Nationaliteit")),
        civil_states=tuple(map(read_civil_state, each("BurgerlijkeStaat"))),
        registers=read_dated(each("Register")),
        keepers=tuple(map(read_keeper, each("Beheerder"))),
        statuses=read_dated(each("Status")),
        documents=tuple(map(read_document, each("Identiteitsbewijs"))),
        heads=members(each("Referentiepersoon")),
        addresses=read_addresses(node.one("HistoriekAdressen") or node.one("Adressen")),
    )


def question(ssin: Ssin, _given: Answers) -> Children:
    """Ask for everything since 1900, at the same source as GeefPersoon."""
    source = "KSZ" if ssin.kind == "bis" else "RR"
    return [("Criteria", [("INSZ", ssin.digits), SINCE_1900]), ("Bron", source), ("Taal", "nl")]


def subjects(inhoud: Node) -> Sequence[str]:
    """Whom the answer is about."""
    return inhoud.texts("HistoriekPersoon/INSZ")


SERVICE = Service(
    name="GeefHistoriekPersoon",
    version="02.02.0000",
    domain="Persoon",
    namespace="http://magda.vlaanderen.be/persoon/soap/geefhistoriekpersoon/v02_02",
    origin=Origin.RIJKSREGISTER,
    result=PersonHistory,
    parse=parse,
    subjects=subjects,
    question=question,
)
