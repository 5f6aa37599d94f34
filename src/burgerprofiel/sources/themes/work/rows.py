"""Details of a card: a row is made only when the source says something."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from burgerprofiel.kit import cbe
from burgerprofiel.kit.money import Money
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.facts import Link, Row, Span, Tag
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.work.career import Period

CBE_SEARCH = "https://kbopub.economie.fgov.be/kbopub/zoeknummerform.html?nummer="


def text(label: str, value: str) -> list[Row]:
    """A row with text, or nothing."""
    return list(values.rows((label, values.words(value))))


def texts(label: str, every: Iterable[str], told: Callable[[str], str] = str) -> list[Row]:
    """A row with each different text once, or nothing."""
    return text(label, ", ".join(dict.fromkeys(told(value) for value in every if value)))


def day(label: str, value: PartialDate | None) -> list[Row]:
    """A row with a date, or nothing."""
    return list(values.rows((label, values.day(value))))


def amount(label: str, value: Money | None, per: str = "") -> list[Row]:
    """A row with money, or nothing."""
    return list(values.rows((label, values.amount(value, per))))


def quantity(label: str, value: Decimal | int | None) -> list[Row]:
    """A row with a number, or nothing; the label says the unit."""
    return list(values.rows((label, values.quantity(value))))


def enterprise(label: str, number: str) -> list[Row]:
    """A row with a CBE number that leads to the public page of that enterprise, or nothing."""
    if len(number) == 10 and number.isdigit():
        return [Row(label, Link(CBE_SEARCH + number, cbe.on_paper(number)))]
    return text(label, number)


def span(period: Period) -> Span | None:
    """The period as a value; None when neither end is known."""
    return values.span(period.began, period.ended)


def running_tag() -> Tag:
    """The status of what goes on today."""
    return Tag(_("Still going on"), "good")
