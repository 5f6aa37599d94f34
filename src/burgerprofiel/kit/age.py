"""How old somebody is on a day in Brussels, also when their birth date is known in part or not at all.

The date in a national number is no fact about a person (contracts/ebox.md B.1): it is never kept, shown or told. It is
only the fence of the age rules of digital keys (product.md A3), which are asked before any register can be; what it
leaves open stays open, and the rules then decide on the safe side.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin

OLDEST = 150
"""Whose birth date is unknown may be anything up to this."""


class Ages(NamedTuple):
    """In whole years, how old somebody is at least and at most."""

    least: int
    most: int


def age(born: date, day: date) -> int:
    """Return the age in whole years; who was born on 29 February gets older on 1 March of other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def ages(born: PartialDate | None, day: date) -> Ages:
    """Return between which ages somebody is on this day; nothing known (None) leaves every age."""
    if born is None:
        return Ages(0, OLDEST)
    return Ages(max(0, age(born.latest, day)), max(0, age(born.earliest, day)))


def birth_in(ssin: Ssin) -> PartialDate | None:
    """Return the birth date that the number was made with, as far as it has one; None when wholly unknown.

    Months of BIS and test numbers are shifted by 20, 40, 60 or 80. Zeros are unknown, a day that does not exist too; in
    `00.00.xx` the year is unknown as well, for the register writes a wholly unknown date so.
    """
    digits = ssin.digits
    year, month, day = int(digits[:2]), int(digits[2:4]) % 20, int(digits[4:6])
    if not year and not month:
        return None
    year += 1900 if (int(digits[:9]) + int(digits[9:])) % 97 == 0 else 2000
    return PartialDate(year, month, day if month and _exists(year, month, day) else 0)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
