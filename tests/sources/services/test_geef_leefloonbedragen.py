"""Living wage: years without payment, days that cannot be, help of kinds we do not know."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from burgerprofiel.kit import clock
from burgerprofiel.kit.money import Money
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services.geef_leefloonbedragen import (
    SERVICE,
    LivingWageYear,
    parse,
    question,
    subjects,
)
from burgerprofiel.sources.service import Answers, element
from tests.sources.cases import inhoud, shared

MONTH = (
    '<Maandelijks><Maand JaarMaand="2023-11"><LeefloonPerPeriode LaatsteUitbetaling="1"><LeefloonPeriode>'
    "<Bedrag>842.12</Bedrag><Periode><Begin>2023-11-01</Begin><Einde>2023-11-31</Einde></Periode>"
    "<Begunstigde><INSZ>1</INSZ></Begunstigde><Partner><INSZ>2</INSZ></Partner>"
    "</LeefloonPeriode></LeefloonPerPeriode></Maand></Maandelijks>"
)


def wrapped(xml: str) -> str:
    return f"<Leefloonbedragen><Leefloonbedrag>{xml}</Leefloonbedrag></Leefloonbedragen>"


def year(xml: str) -> LivingWageYear:
    found = parse(inhoud(wrapped(xml)))
    assert found is not None
    return found.years[0]


def test_no_year_is_no_data() -> None:
    assert parse(inhoud("<Leefloonbedragen/>")) is None


def test_a_year_without_payment_says_so() -> None:
    found = year('<Jaar>2021</Jaar><Uitbetaling Beschrijving="Geen uitbetaling">0</Uitbetaling>')
    assert (found.year, found.unpaid, found.payments) == (2021, "Geen uitbetaling", ())


def test_a_payment_until_a_day_that_cannot_be_keeps_its_month() -> None:
    payment = year(f"<Tegemoetkoming>{MONTH}</Tegemoetkoming>").payments[0]
    assert (payment.kind, payment.month, payment.amount) == ("Leefloon", PartialDate(2023, 11), Money(84_212))
    assert payment.end == PartialDate(2023, 11)
    assert payment.latest is True


def test_help_of_an_unknown_kind_is_read_the_same_way() -> None:
    total = '<Jaarlijks Jaar="2022"><Huurhulp><Bedrag>10.50</Bedrag></Huurhulp></Jaarlijks>'
    found = year(f"<Tegemoetkoming>{total}</Tegemoetkoming>").totals[0]
    assert (found.kind, found.year, found.amount, found.maximum) == ("Huurhulp", 2022, Money(1050), None)


def test_the_answer_is_about_who_gets_it_and_the_partner() -> None:
    assert list(subjects(inhoud(wrapped(f"<Tegemoetkoming>{MONTH}</Tegemoetkoming>")))) == ["1", "2"]


def test_we_ask_for_this_year_and_two_before() -> None:
    with clock.frozen_at(datetime(2026, 11, 21, tzinfo=UTC)):
        asked = element("Inhoud", question(Ssin("85631441236"), Answers()))
    assert [(each.tag, each.text) for each in asked[0]] == [
        ("INSZ", "85631441236"),
        ("Jaar", "2026"),
        ("AantalJaarTerug", "2"),
    ]


@pytest.mark.shared
def test_every_shared_answer_is_read(magda_mock: Path) -> None:
    found = [parse(node) for _path, node in shared(magda_mock, SERVICE)]
    assert sum(len(value.years) for value in found if value) >= 6
    assert sum(len(year.payments) for value in found if value for year in value.years) >= 61
