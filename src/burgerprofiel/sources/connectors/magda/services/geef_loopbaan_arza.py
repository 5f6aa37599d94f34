"""When somebody was self-employed: the general register of the self-employed (ARZA), the base of their pension rights.

Service Werk/GeefLoopbaanARZA 02.01; question as in the public template.
"""

from __future__ import annotations

import msgspec

from burgerprofiel.kit import clock
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services import lenient
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Answers, Children, Origin, Service

STATUTE_BEGAN = "1956-01-01"
"""The first year of the pension scheme of the self-employed."""


class SelfEmployment(msgspec.Struct, frozen=True, kw_only=True):
    """One period as a self-employed person. Descriptions are the source's own words, in Dutch, perhaps empty."""

    began: PartialDate | None
    ended: PartialDate | None
    contribution: str
    """Which contributions: main occupation, secondary occupation, assisting spouse."""
    occupation: str
    capacity: str
    """In one's own name, as a manager of a company."""
    signed: PartialDate | None
    fund: str
    fund_number: str
    """CBE number of the social insurance fund."""
    enterprise: str
    """CBE number of the own enterprise."""


class SelfEmployed(msgspec.Struct, frozen=True):
    """The whole career as a self-employed person, in the order of the source."""

    periods: tuple[SelfEmployment, ...]


def parse(inhoud: Node) -> SelfEmployed | None:
    """Read the periods; None when there are none."""
    periods = tuple(
        _period(person, affiliation, career)
        for person in inhoud.all("Zelfstandige")
        for affiliation in person.all("Aansluitingen/Aansluiting")
        for career in affiliation.all("Loopbanen/Loopbaan")
    )
    return SelfEmployed(periods) if periods else None


def _period(person: Node, affiliation: Node, career: Node) -> SelfEmployment:
    return SelfEmployment(
        began=lenient.day(career, "Periode/Begin"),
        ended=lenient.day(career, "Periode/Einde"),
        contribution=career.text("Bijdragereeks/Omschrijving"),
        occupation=career.text("Beroep/Omschrijving"),
        capacity=career.text("Hoedanigheid/Omschrijving"),
        signed=lenient.day(career, "DatumOndertekening"),
        fund=affiliation.text("SociaalVerzekeringsfonds/Omschrijving"),
        fund_number=affiliation.text("SociaalVerzekeringsfonds/Ondernemingsnummer"),
        enterprise=person.text("Ondernemingsnummer"),
    )


def question(ssin: Ssin, _given: Answers) -> Children:
    """Ask for the whole career."""
    today = clock.today().isoformat()
    period: Children = [("Begin", STATUTE_BEGAN), ("Einde", today)]
    return [("Criteria", [("INSZ", ssin.digits), ("Periode", period)]), ("Taal", "nl")]


def subjects(inhoud: Node) -> tuple[str, ...]:
    """The self-employed person the answer is about."""
    return inhoud.texts("Zelfstandige/INSZ")


SERVICE = Service(
    name="GeefLoopbaanARZA",
    version="02.01.0000",
    domain="Werk",
    namespace="http://webservice.geefloopbaanarzadienst-02_01.werk-02_01.vip.vlaanderen.be",
    origin=Origin.KSZ,
    result=SelfEmployed,
    parse=parse,
    subjects=subjects,
    question=question,
)
