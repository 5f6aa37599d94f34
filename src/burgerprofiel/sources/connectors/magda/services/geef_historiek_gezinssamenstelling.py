"""With whom somebody lived over the years (GeefHistoriekGezinssamenstelling 02.02)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services.person_parts import SINCE_1900, Member, members
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Answers, Children, Origin, Service


class Composition(msgspec.Struct, frozen=True):
    """One household the citizen was part of; each member says since when."""

    members: tuple[Member, ...]


class HouseholdHistory(msgspec.Struct, frozen=True):
    """The households, in the register's order."""

    compositions: tuple[Composition, ...]


def parse(inhoud: Node) -> HouseholdHistory | None:
    """Read `HistoriekGezinssamenstelling`; None when no household is known."""
    nodes = inhoud.all("HistoriekGezinssamenstelling/Gezinssamenstelling")
    found = tuple(people for node in nodes if (people := members(node.all("Gezinsleden/Gezinslid"))))
    return HouseholdHistory(tuple(map(Composition, found))) if found else None


def question(ssin: Ssin, _given: Answers) -> Children:
    """Ask for every household since 1900."""
    return [("Criteria", [("INSZ", ssin.digits), SINCE_1900]), ("Taal", "nl")]


def subjects(inhoud: Node) -> Sequence[str]:
    """Everybody in the answer: the citizen must be one of them."""
    return inhoud.texts("HistoriekGezinssamenstelling/Gezinssamenstelling/Gezinsleden/Gezinslid/INSZ")


SERVICE = Service(
    name="GeefHistoriekGezinssamenstelling",
    version="02.02.0000",
    domain="Persoon",
    namespace="http://magda.vlaanderen.be/persoon/soap/geefhistoriekgezinssamenstelling/v02_02",
    origin=Origin.RIJKSREGISTER,
    result=HouseholdHistory,
    parse=parse,
    subjects=subjects,
    question=question,
)
