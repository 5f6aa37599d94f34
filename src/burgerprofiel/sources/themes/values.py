"""From what a source says to values and rows that a face draws; what the source does not know gives no row."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format

from burgerprofiel.kit import cbe, clock, formats
from burgerprofiel.kit.money import Money
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.facts import Amount, Day, Quantity, Row, Span, Value, Words, YesNo

LATELY = 365
"""Days that something counts as news."""


def words(text: str) -> Words | None:
    """Return a text, or None when it is empty."""
    return Words(text) if text else None


def joined(*texts: str, by: str = ", ") -> str:
    """Return the texts that are there, joined, each once."""
    return by.join(dict.fromkeys(text for text in texts if text))


def day(when: PartialDate | None) -> Day | None:
    """Return a date, or None."""
    return Day(when) if when is not None else None


def day_text(when: PartialDate | None) -> str:
    """Return a date inside a sentence: `14 maart 2026`, `maart 2026`, `2026`, or nothing."""
    return formats.day(when) if when is not None else ""


def span(begin: PartialDate | None, end: PartialDate | None) -> Span | None:
    """Return a period, or None when neither end is known."""
    return Span(begin, end) if begin is not None or end is not None else None


def amount(money: Money | None, per: str = "") -> Amount | None:
    """Return an amount, or None."""
    return Amount(money, per) if money is not None else None


def yes_no(flag: bool | None) -> YesNo | None:  # noqa: FBT001 - it is the value
    """Return yes or no, or None."""
    return YesNo(flag) if flag is not None else None


def yes(flag: bool | None) -> YesNo | None:  # noqa: FBT001 - it is the value
    """Return yes, or None: for marks whose absence says nothing."""
    return YesNo(yes=True) if flag else None


def quantity(number: Decimal | int | None, unit: str = "") -> Quantity | None:
    """Return a number with its unit, or None."""
    return Quantity(Decimal(number), unit) if number is not None else None


def some(number: Decimal | int | None, unit: str = "") -> Quantity | None:
    """Return a number above zero; registers write 0 for what they never asked."""
    return quantity(number, unit) if number else None


def number_text(number: Decimal) -> str:
    """Return a number inside a sentence, without idle zeros: `29,26`."""
    plain = number.normalize()
    digits = max(-int(plain.as_tuple().exponent), 0)
    return number_format(plain, decimal_pos=digits, use_l10n=True, force_grouping=True)


def rows(*pairs: tuple[str, Value | None]) -> tuple[Row, ...]:
    """Return the rows that have a value."""
    return tuple(Row(label, value) for label, value in pairs if value is not None)


def lately(when: PartialDate | None) -> bool:
    """Whether something happened in the past year."""
    return when is not None and when.whole is not None and 0 <= (clock.today() - when.whole).days <= LATELY


def over(when: PartialDate | None) -> bool:
    """Whether a day lies in the past."""
    return when is not None and (when.whole or when.earliest) < clock.today()


def enterprise(number: str) -> Words | None:
    """Return a CBE number as on paper, another text as the source wrote it, or None."""
    return words(cbe.on_paper(number))
