"""Dates, amounts and numbers as people write them."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from burgerprofiel.kit import formats
from burgerprofiel.kit.money import Money
from burgerprofiel.kit.partial_date import PartialDate

DAY, MONTH, YEAR = PartialDate(2026, 3, 14), PartialDate(2026, 3), PartialDate(2026)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ["sinds 14 maart 2026", "sinds maart 2026", "tot 2026", "maart 2026 – 14 maart 2026"]),
        ("fr", ["depuis le 14 mars 2026", "depuis mars 2026", "jusqu’en 2026", "mars 2026 – 14 mars 2026"]),
        ("de", ["seit dem 14. März 2026", "seit März 2026", "bis 2026", "März 2026 – 14. März 2026"]),
        ("en", ["since 14 March 2026", "since March 2026", "until 2026", "March 2026 – 14 March 2026"]),
    ],
)
def test_a_period_reads_well_with_as_much_of_the_date_as_is_known(language: str, words: list[str]) -> None:
    with translation.override(language):
        spans = [(DAY, None), (MONTH, None), (None, YEAR), (MONTH, DAY)]
        assert [formats.span(begin, end) for begin, end in spans] == words


def test_an_unknown_period_is_no_text() -> None:
    assert formats.span(None, None) == ""


def test_amounts_are_written_as_in_belgium() -> None:
    with translation.override("nl"):
        assert formats.money(Money(123456)) == "€ 1.234,56"
        assert formats.number(Decimal("1234.5")) == "1.234,5"


def test_a_moment_is_told_in_brussels_time() -> None:
    with translation.override("nl"):
        assert formats.moment(datetime(2026, 3, 14, 8, 41, 30, tzinfo=UTC)) == "14 maart 2026, 9.41 uur"


def test_the_first_of_a_month_is_an_ordinal_in_french_alone() -> None:
    first = PartialDate(2026, 9, 1)
    told = {}
    for language in ("nl", "fr", "de", "en"):
        with translation.override(language):
            told[language] = formats.day(first)
    assert told == {
        "nl": "1 september 2026",
        "fr": "1er septembre 2026",
        "de": "1. September 2026",
        "en": "1 September 2026",
    }
