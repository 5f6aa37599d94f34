"""Payments of allowances: the body's own status, cancelled payments, the period we ask about."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from burgerprofiel.kit import clock
from burgerprofiel.kit.money import Money
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services.geef_betalingen_handicap import (
    SERVICE,
    DisabilityPayment,
    parse,
    question,
)
from burgerprofiel.sources.service import Answers, element
from tests.sources.cases import inhoud, shared


def answer(payments: str, status: str = "DATA_FOUND") -> str:
    return (
        f"<ConsultPaymentsResponse><status><value>{status}</value></status>"
        f"<results><dgphResult><payments>{payments}</payments></dgphResult></results></ConsultPaymentsResponse>"
    )


def test_the_bodys_own_status_says_that_nothing_was_paid() -> None:
    assert parse(inhoud(answer("", status="NO_DATA_FOUND"))) is None
    assert parse(inhoud(answer(""))) is None
    assert parse(inhoud("<ConsultPaymentsResponse/>")) is None


def test_a_cancelled_payment_is_told_as_such() -> None:
    payment = "<yearMonth>2023-02</yearMonth><amount>1046.44</amount><cancelledPayment>1</cancelledPayment>"
    found = parse(inhoud(answer(f"<payment>{payment}</payment><payment/>")))
    assert found is not None
    assert found.payments == (
        DisabilityPayment(PartialDate(2023, 2), Money(104_644), cancelled=True),
        DisabilityPayment(None, None, cancelled=False),
    )


def test_we_ask_from_january_of_last_year_until_today() -> None:
    with clock.frozen_at(datetime(2026, 3, 5, tzinfo=UTC)):
        asked = element("Inhoud", question(Ssin("85631441236"), Answers()))
    period = asked.find("Criteria/ConsultPaymentsCriteria/period")
    assert period is not None
    assert [(each.tag, each.text) for each in period] == [("beginDatum", "2025-01-01"), ("eindDatum", "2026-03-05")]


@pytest.mark.shared
def test_every_shared_answer_is_read(magda_mock: Path) -> None:
    found = [parse(node) for _path, node in shared(magda_mock, SERVICE)]
    assert sorted(len(value.payments) if value else 0 for value in found) == [0, 12]
