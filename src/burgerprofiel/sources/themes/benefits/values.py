"""From what the sources wrote to values that a face can draw; what is empty becomes None and is left out of a card."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from burgerprofiel.kit import clock
from burgerprofiel.kit.money import Money
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services.disability_care import Sum
from burgerprofiel.sources.facts import Address, Amount, Day, Quantity, Row, Secret, Span, Value, Words, YesNo

SOON = timedelta(days=92)
"""Something that ends within three months needs the citizen's attention."""


def today() -> date:
    """Return the calendar date in Brussels."""
    return clock.now().astimezone(clock.BRUSSELS).date()


def last_day(day: PartialDate) -> date:
    """Return the last calendar date that a partial date may be."""
    month = day.month or 12
    return date(day.year, month, day.day or monthrange(day.year, month)[1])


def holds(begin: PartialDate | None, end: PartialDate | None) -> bool:
    """Whether a period covers today; an unknown begin counts as begun."""
    return (begin is None or begin.earliest <= today()) and (end is None or last_day(end) >= today())


def ends_soon(end: PartialDate | None) -> bool:
    """Whether it ends within three months, and has not ended."""
    return end is not None and today() <= last_day(end) <= today() + SOON


def ended_lately(end: PartialDate | None) -> bool:
    """Whether it ended within the last three months."""
    return end is not None and today() - SOON <= last_day(end) < today()


def is_recent(day: PartialDate) -> bool:
    """Whether it was within the last three months."""
    return last_day(day) >= today() - SOON


def rows(*pairs: tuple[str, Value | None]) -> tuple[Row, ...]:
    """Return the pairs that have a value."""
    return tuple(Row(label, value) for label, value in pairs if value is not None)


def told(table: Mapping[str, str], code: str, otherwise: str) -> str:
    """Return the words for `code` in the reader's language, else what the source wrote, else the code."""
    return _(table[code]) if code in table else otherwise or code


def words(text: str) -> Words | None:
    """Return plain text."""
    return Words(text) if text else None


def day(value: PartialDate | None) -> Day | None:
    """Return a date."""
    return Day(value) if value else None


def span(begin: PartialDate | None, end: PartialDate | None) -> Span | None:
    """Return a period."""
    return Span(begin, end) if begin or end else None


def amount(money: Money | None, per: str = "") -> Amount | None:
    """Return an amount."""
    return Amount(money, per) if money else None


def quantity(number: Decimal | int | None, unit: str = "") -> Quantity | None:
    """Return a number."""
    return None if number is None else Quantity(Decimal(number), unit)


def yes_no(flag: bool | None) -> YesNo | None:  # noqa: FBT001 - it is the value itself
    """Return yes or no."""
    return None if flag is None else YesNo(flag)


def address(lines: tuple[str, ...]) -> Address | None:
    """Return an address."""
    return Address(lines) if lines else None


def sum_of(value: Sum) -> Value | None:
    """Return an amount in euros; without one, in points of care."""
    return amount(value.euro) or points_of(value)


def points_of(value: Sum) -> Quantity | None:
    """Return the points of care of an amount."""
    return quantity(value.points, _("care points"))


def secret(number: str) -> Secret | None:
    """Return a national number as on paper; another text as the source wrote it."""
    try:
        return Secret(Ssin(number).formatted)
    except ValueError:
        return Secret(number) if number else None


def enterprise(number: str) -> Words | None:
    """Return a CBE number as on paper (`0692.793.497`)."""
    whole = len(number) == 10 and number.isdigit()
    return words(f"{number[:4]}.{number[4:7]}.{number[7:]}" if whole else number)
