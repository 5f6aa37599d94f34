"""Allowances for people with a disability: what was paid, month by month, over the last two years."""

from __future__ import annotations

from datetime import date

import msgspec

from burgerprofiel.kit import clock
from burgerprofiel.kit.money import Money
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services import lenient
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Answers, Children, Origin, Service

_NO_DATA = "NO_DATA_FOUND"


class DisabilityPayment(msgspec.Struct, frozen=True):
    """What was paid for one month. A cancelled payment was taken back or never left."""

    month: PartialDate | None
    amount: Money | None
    cancelled: bool


class DisabilityPayments(msgspec.Struct, frozen=True):
    """The payments, in the order of the source."""

    payments: tuple[DisabilityPayment, ...]


def parse(inhoud: Node) -> DisabilityPayments | None:
    """Return the payments of every body that answered, or None when the body of the answer says there are none."""
    answer = inhoud.one("ConsultPaymentsResponse")
    if answer is None or answer.text("status/value") == _NO_DATA:
        return None
    results = answer.one("results")
    payments: list[DisabilityPayment] = []
    for source in results.children() if results else ():
        source.text("status/value")
        payments += [_payment(node) for node in source.all("payments/payment")]
    return DisabilityPayments(tuple(payments)) if payments else None


def _payment(node: Node) -> DisabilityPayment:
    return DisabilityPayment(
        lenient.day(node, "yearMonth"), lenient.euros(node, "amount"), lenient.flag(node, "cancelledPayment") is True
    )


def question(ssin: Ssin, _given: Answers) -> Children:
    """Ask for the payments from January of last year until today (the contract's own element names)."""
    today = clock.today()
    period = [("beginDatum", date(today.year - 1, 1, 1).isoformat()), ("eindDatum", today.isoformat())]
    asked: Children = [("ssin", ssin.digits), ("handicapAuthenticSources", [("DGPH", "true")]), ("period", period)]
    return [("Criteria", [("ConsultPaymentsCriteria", asked)])]


SERVICE = Service(
    name="GeefBetalingenHandicap",
    version="03.00.0000",
    domain="SocZek",
    namespace="http://magda.vlaanderen.be/soczek/soap/geefbetalingenhandicap/v03_00",
    origin=Origin.FOD_SOCIALE_ZEKERHEID,
    result=DisabilityPayments,
    parse=parse,
    question=question,
)
