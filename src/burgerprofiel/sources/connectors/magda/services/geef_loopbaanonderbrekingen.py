"""When somebody worked less or not, with an allowance: Flemish care credit, time credit, thematic leave.

Service Werk/GeefLoopbaanonderbrekingen 02.00 asks Flanders and the national employment office (RVA); amounts are
whole cents, hours are hundredths.
"""

from __future__ import annotations

from decimal import Decimal

import msgspec

from burgerprofiel.kit.money import Money
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services import lenient
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Origin, Service


class CareerBreak(msgspec.Struct, frozen=True, kw_only=True):
    """One period of working less. Descriptions are the source's own words, in Dutch, perhaps empty."""

    source: str
    """Who pays: `Vlaanderen`, `RVA`."""
    file_number: str
    began: PartialDate | None
    ended: PartialDate | None
    category: str
    regime: str
    reduction: str
    reason: str
    contract: str
    monthly: Money | None
    side_activity: str
    hours: Decimal | None
    """Average hours a week of this worker."""
    full_hours: Decimal | None
    """Average hours a week of a full-time colleague."""


class CareerBreaks(msgspec.Struct, frozen=True):
    """All breaks, in the order of the source."""

    breaks: tuple[CareerBreak, ...]


def parse(inhoud: Node) -> CareerBreaks | None:
    """Read the breaks; None when there are none."""
    found = tuple(_break(node) for node in inhoud.all("Loopbaanonderbrekingen/Loopbaanonderbreking"))
    return CareerBreaks(found) if found else None


def _break(node: Node) -> CareerBreak:
    cents = lenient.count(node, "BedragMaandelijkseUitkering")
    return CareerBreak(
        source=node.text("Bron"),
        file_number=node.text("Dossiernummer"),
        began=lenient.day(node, "Periode/Begin"),
        ended=lenient.day(node, "Periode/Einde"),
        category=node.text("Categorie/Omschrijving"),
        regime=node.text("Regime/Omschrijving"),
        reduction=node.text("Vermindering/Omschrijving"),
        reason=node.text("Reden/Omschrijving"),
        contract=node.text("Contract/Omschrijving"),
        monthly=None if cents is None else Money(cents),
        side_activity=node.text("BijkomendeActiviteit/Omschrijving"),
        hours=_hundredths(node, "GemiddeldAantalUrenPerWeek/Werknemer"),
        full_hours=_hundredths(node, "GemiddeldAantalUrenPerWeek/Referentiepersoon"),
    )


def _hundredths(node: Node, path: str) -> Decimal | None:
    number = lenient.number(node, path)
    return None if number is None else number / 100


def subjects(inhoud: Node) -> tuple[str, ...]:
    """The persons the breaks are about."""
    return inhoud.texts("Loopbaanonderbrekingen/Loopbaanonderbreking/INSZ")


SERVICE = Service(
    name="GeefLoopbaanonderbrekingen",
    version="02.00.0000",
    domain="Werk",
    namespace="http://webservice.geefloopbaanonderbrekingendienst-02_00.werk-02_00.vip.vlaanderen.be",
    origin=Origin.WSE,
    result=CareerBreaks,
    parse=parse,
    subjects=subjects,
)
