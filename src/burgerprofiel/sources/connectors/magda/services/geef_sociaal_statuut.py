"""Social statuses: which of them apply to you today, so that reduced prices and tariffs can follow by themselves."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from burgerprofiel.kit import clock
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services import lenient
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Answers, Children, Origin, Service

ASKED = (
    "BIM_BVT",
    "BIM_BVT_IN_FAMILY",
    "PCSA_AND_BIM_HELP",
    "LIVING_WAGES_PCSA_HELP",
    "GENT_PARKING_ADULT",
    "GENT_PARKING_CHILD",
)
"""The statuses we ask about: MAGDA answers only those that are named. A municipality adds its own here."""


class Period(msgspec.Struct, frozen=True):
    """From when until when a status applies."""

    begin: PartialDate | None
    end: PartialDate | None


class SocialStatus(msgspec.Struct, frozen=True):
    """Whether one status applies (`result` 1 yes, 0 no) and in which periods. `remark` is the source's own text."""

    name: str
    result: str
    result_name: str
    periods: tuple[Period, ...]
    remark: str


class SocialStatuses(msgspec.Struct, frozen=True):
    """The statuses the source told about, applying or not."""

    statuses: tuple[SocialStatus, ...]


def parse(inhoud: Node) -> SocialStatuses | None:
    """Return the statuses, or None when the source tells about none."""
    statuses = tuple(_status(node) for node in inhoud.all("Persoon/SocialeStatuten/SociaalStatuut"))
    return SocialStatuses(statuses) if statuses else None


def _status(node: Node) -> SocialStatus:
    return SocialStatus(
        name=node.text("Naam"),
        result=node.text("Resultaat/Code"),
        result_name=node.text("Resultaat/Omschrijving"),
        periods=tuple(
            Period(lenient.day(each, "Begindatum"), lenient.day(each, "Einddatum"))
            for each in node.all("Periodes/Periode")
        ),
        remark=node.text("Status/Waarde"),
    )


def subjects(inhoud: Node) -> Sequence[str]:
    """The answer names its person."""
    return inhoud.texts("Persoon/INSZ")


def question(ssin: Ssin, _given: Answers) -> Children:
    """Ask for every status we know, as it stands today."""
    today = clock.today().isoformat()
    statuses: Children = [("SociaalStatuut", [("Naam", name), ("Datum", [("Datum", today)])]) for name in ASKED]
    return [("Criteria", [("INSZ", ssin.digits), ("SocialeStatuten", statuses)])]


SERVICE = Service(
    name="GeefSociaalStatuut",
    version="03.00.0000",
    domain="SocZek",
    namespace="http://magda.vlaanderen.be/soczek/soap/geefsociaalstatuut/v03_00",
    origin=Origin.KSZ,
    result=SocialStatuses,
    parse=parse,
    subjects=subjects,
    question=question,
)
