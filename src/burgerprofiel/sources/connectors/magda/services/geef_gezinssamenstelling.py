"""With whom somebody lives, as the registers see it (GeefGezinssamenstelling 02.02; 02.00 answers are read too)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services.person_addresses import Abroad, Residence, read_addresses
from burgerprofiel.sources.connectors.magda.services.person_parts import (
    Coded,
    Someone,
    read_coded,
    read_name,
    since,
)
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Answers, Children, Origin, Service


class Housemate(msgspec.Struct, frozen=True, kw_only=True):
    """One person of the household; `position` is towards the reference person."""

    person: Someone
    position: Coded | None = None
    home: Residence | None = None
    abroad: Abroad | None = None
    since: PartialDate | None = None


class Household(msgspec.Struct, frozen=True):
    """Everybody of the household, the citizen included, in the register's order."""

    members: tuple[Housemate, ...]


def parse(inhoud: Node) -> Household | None:
    """Read `Gezinsleden`; None when there are none."""
    found = tuple(map(_housemate, inhoud.all("Gezinsleden/Gezinslid")))
    return Household(found) if found else None


def _housemate(node: Node) -> Housemate:
    body = node.one("Persoon") or node
    born, birth = body.date("Geboortedatum"), body.date("Geboorte/Datum")
    addresses = read_addresses(body.one("Adressen"))
    return Housemate(
        person=Someone(
            ssin=body.text("INSZ"),
            name=read_name(body.one("Naam")),
            sex=read_coded(body.one("Geslacht")),
            born=born or birth,
        ),
        position=read_coded(node.one("Positie")),
        home=addresses.main[0] if addresses.main else None,
        abroad=addresses.abroad[0] if addresses.abroad else None,
        since=since(node),
    )


def question(ssin: Ssin, _given: Answers) -> Children:
    """Ask for the household of today."""
    return [("Criteria", [("INSZ", ssin.digits)]), ("Taal", "nl")]


def subjects(inhoud: Node) -> Sequence[str]:
    """Everybody in the answer: the citizen must be one of them."""
    return inhoud.texts("Gezinsleden/Gezinslid/INSZ") + inhoud.texts("Gezinsleden/Gezinslid/Persoon/INSZ")


SERVICE = Service(
    name="GeefGezinssamenstelling",
    version="02.02.0000",
    domain="Persoon",
    namespace="http://magda.vlaanderen.be/persoon/soap/geefgezinssamenstelling/v02_02",
    origin=Origin.RIJKSREGISTER,
    result=Household,
    parse=parse,
    subjects=subjects,
    question=question,
)
