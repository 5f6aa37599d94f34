"""The diagnosis within the full disability file of the VAPH: what was established, by which report."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services import lenient
from burgerprofiel.sources.connectors.magda.services.disability_care import Report, read_report
from burgerprofiel.sources.node import Node


class Disorder(msgspec.Struct, frozen=True):
    """A disorder, in the source's words."""

    name: str
    report: Report | None


class Intelligence(msgspec.Struct, frozen=True):
    """An intelligence test: total, verbal and performance score; 0 where `kind` says that none was measured."""

    kind: str
    taken: PartialDate | None
    total: Decimal | None
    verbal: Decimal | None
    performance: Decimal | None
    report: Report | None


class Movement(msgspec.Struct, frozen=True):
    """What moving is like, in the source's words (`Geen probleem`)."""

    left_arm: str
    right_arm: str
    left_leg: str
    right_leg: str
    spine: str
    walks_300m: str
    report: Report | None


class SelfCare(msgspec.Struct, frozen=True):
    """Scores for doing daily things alone: Barthel (0-100) and Elida."""

    barthel: Decimal | None
    elida: Decimal | None
    report: Report | None


class CareNeed(msgspec.Struct, frozen=True):
    """How much help is needed: the B value (by day) and the P value (permanence)."""

    b: Decimal | None
    p: Decimal | None
    report: Report | None


class Diagnosis(msgspec.Struct, frozen=True):
    """Everything that was established. Missing parts are None or empty."""

    limitations: tuple[str, ...]
    disabilities: tuple[str, ...]
    disorders: tuple[Disorder, ...]
    intelligence: Intelligence | None
    movement: Movement | None
    self_care: SelfCare | None
    care_need: CareNeed | None
    last_report: Report | None


def read_diagnosis(node: Node) -> Diagnosis:
    """Read `diagnose`."""
    intelligence, movement = node.one("iqTest"), node.one("motorischeBeperkingen")
    self_care, care_need = node.one("zelfredzaamheid"), node.one("zorgZwaarte")
    return Diagnosis(
        limitations=node.texts("beperkingen/beperkingenItem/omschrijving"),
        disabilities=node.texts("handicaps/handicapsItem/naam"),
        disorders=tuple(
            Disorder(each.text("naam"), read_report(each.one("verslag")))
            for each in node.all("stoornissen/stoornissenItem")
        ),
        intelligence=_intelligence(intelligence) if intelligence else None,
        movement=_movement(movement) if movement else None,
        self_care=_self_care(self_care) if self_care else None,
        care_need=_care_need(care_need) if care_need else None,
        last_report=read_report(node.one("laatsteVerslag")),
    )


def _intelligence(node: Node) -> Intelligence:
    return Intelligence(
        kind=node.text("type"),
        taken=lenient.day(node, "datum"),
        total=lenient.number(node, "t"),
        verbal=lenient.number(node, "v"),
        performance=lenient.number(node, "p"),
        report=read_report(node.one("verslag")),
    )


def _movement(node: Node) -> Movement:
    return Movement(
        left_arm=node.text("bovensteLedematenLinks"),
        right_arm=node.text("bovensteLedematenRechts"),
        left_leg=node.text("ondersteLedematenLinks"),
        right_leg=node.text("ondersteLedematenRechts"),
        spine=node.text("wervelkolom"),
        walks_300m=node.text("stappen300m"),
        report=read_report(node.one("verslag")),
    )


def _self_care(node: Node) -> SelfCare:
    return SelfCare(
        barthel=lenient.number(node, "barthel"),
        elida=lenient.number(node, "elida"),
        report=read_report(node.one("verslag")),
    )


def _care_need(node: Node) -> CareNeed:
    return CareNeed(
        b=lenient.number(node, "bWaarde"),
        p=lenient.number(node, "pWaarde"),
        report=read_report(node.one("verslag")),
    )
