"""One recognition within a disability file: the decision, the points for an adult or a child, the physical findings."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services import lenient
from burgerprofiel.sources.node import Node


class Findings(msgspec.Struct, frozen=True):
    """What a doctor of the service found; None = not said."""

    lower_limbs_half: bool | None
    blind: bool | None
    arms_amputated: bool | None
    arms_paralysed: bool | None


class AdultResult(msgspec.Struct, frozen=True):
    """Points for less independence: 0 to 3 for each of six activities, 0 to 18 in all. `earnings`: earning less."""

    mobility: int | None
    nourishment: int | None
    hygiene: int | None
    household: int | None
    supervision: int | None
    social: int | None
    total: int | None
    earnings: bool | None
    mental: Decimal | None
    physical: Decimal | None


class ChildResult(msgspec.Struct, frozen=True):
    """Points for a child in three pillars: the body or mind (0-6), taking part (0-12), the family (0-18)."""

    pillar1: int | None
    pillar2: int | None
    pillar3: int | None
    total: int | None
    independence: int | None
    code: str
    no_school: bool | None
    no_work: bool | None
    listed_condition: bool | None


class Recognition(msgspec.Struct, frozen=True):
    """A decision (`RECOGNITION_DETERMINED`); without an end it holds until further notice."""

    decision: str
    decided: PartialDate | None
    begin: PartialDate | None
    end: PartialDate | None
    findings: Findings | None
    adult: AdultResult | None
    child: ChildResult | None


def read_recognition(node: Node) -> Recognition:
    """Read one `handicapRecognition`."""
    findings, adult = node.one("handicapRecognitionDetails"), node.one("resultRecognitionAdult")
    child = node.one("resultRecognitionChild")
    return Recognition(
        decision=node.text("decisionStatus"),
        decided=lenient.day(node, "recognitionStatus/dateOfDecision"),
        begin=lenient.day(node, "recognitionStatus/startDateRecognition"),
        end=lenient.day(node, "recognitionStatus/endDateRecognition"),
        findings=_findings(findings) if findings else None,
        adult=_adult(adult) if adult else None,
        child=_child(child) if child else None,
    )


def _findings(node: Node) -> Findings:
    return Findings(
        lower_limbs_half=lenient.flag(node, "lowerLimbs50p"),
        blind=lenient.flag(node, "fullBlindness"),
        arms_amputated=lenient.flag(node, "upperLimbsAmputated"),
        arms_paralysed=lenient.flag(node, "upperLimbsParalyzed"),
    )


def _adult(node: Node) -> AdultResult:
    points = "diminuationIndependence/"
    return AdultResult(
        mobility=lenient.count(node, points + "mobility"),
        nourishment=lenient.count(node, points + "nourishment"),
        hygiene=lenient.count(node, points + "hygiene"),
        household=lenient.count(node, points + "household"),
        supervision=lenient.count(node, points + "supervision"),
        social=lenient.count(node, points + "socialSkills"),
        total=lenient.count(node, points + "totalPoints"),
        earnings=lenient.flag(node, "diminuationEarnings"),
        mental=lenient.number(node, "unsuitability/mentalUnsuitability"),
        physical=lenient.number(node, "unsuitability/physicalUnsuitability"),
    )


def _child(node: Node) -> ChildResult:
    return ChildResult(
        pillar1=lenient.count(node, "pillars/pillar1"),
        pillar2=lenient.count(node, "pillars/pillar2"),
        pillar3=lenient.count(node, "pillars/pillar3"),
        total=lenient.count(node, "pillars/pillarsTotal"),
        independence=lenient.count(node, "independencyScore"),
        code=node.text("disabilityCode"),
        no_school=lenient.flag(node, "inabilityFollowCourse"),
        no_work=lenient.flag(node, "inabilityToWork"),
        listed_condition=lenient.flag(node, "childPathology"),
    )
