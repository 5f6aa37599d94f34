"""How much learning credit somebody has left for higher education (Flemish education department)."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from burgerprofiel.sources.connectors.magda.services import lenient
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Origin, Service


class LearningCredit(msgspec.Struct, frozen=True):
    """The balance in credits. May be negative; everybody starts with 140 (60 credits won at first count double)."""

    balance: Decimal | None
    reserve: Decimal | None
    """Credits set aside by enrolments of this year, not yet settled."""
    bonus: Decimal | None
    """Of the first 60 credits won, how many still earn a bonus."""
    message: str
    """What the source says beside it, when it is more than "OK"."""


def parse(inhoud: Node) -> LearningCredit | None:
    """Read the balance."""
    answer = inhoud.one("RaadpleegLeerkredietsaldoAntwoord")
    message = inhoud.text("Melding")
    if answer is None:
        return None
    return LearningCredit(
        balance=lenient.number(answer, "Leerkredietsaldo"),
        reserve=lenient.number(answer, "Leerkredietreserve"),
        bonus=lenient.number(answer, "ResterendeBonusEerste60"),
        message="" if message.upper() == "OK" else message,
    )


SERVICE = Service(
    name="RaadpleegLeerkredietsaldo",
    version="01.00.0000",
    domain="Persoon",
    namespace="http://raadpleegleerkredietsaldo.persoondienst-01_00.dho2.ov.vlaanderen.be",
    origin=Origin.ONDERWIJS,
    result=LearningCredit,
    parse=parse,
)
