"""A date of which the month or the day may be unknown.

Registers write unknown parts as zeros (`1985-00-00`); that is a fact about the register, not an error
(contracts/mbp.md §7.3, contracts/ebox.md B.1).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

import msgspec

_SHAPE = re.compile(r"(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?:Z|[+-]\d{2}:\d{2}|T.*)?")


class PartialDate(msgspec.Struct, frozen=True, array_like=True):
    """A year, with a month (0 = unknown) and a day (0 = unknown). Orders by what is known."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> PartialDate | None:
        """Read `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, `YYYYMMDD` or a date-time; unknown parts are zeros.

        Returns None for a wholly unknown date (`0000-00-00`) and for the registers' "until further notice"
        (`9999-12-31`). Raises ValueError when the text is no date.
        """
        match = _SHAPE.fullmatch(text.strip())
        if match is None:
            raise ValueError("not a date")
        year, month, day = (int(part or 0) for part in match.groups())
        if year in (0, 9999):
            return None
        if month and day:
            date(year, month, day)
        elif month > 12 or day > 31:
            raise ValueError("not a date")
        return cls(year, month, day if month else 0)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Return the partial date that is wholly known."""
        return cls(day.year, day.month, day.day)

    @property
    def whole(self) -> date | None:
        """The calendar date, when every part is known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None

    @property
    def earliest(self) -> date:
        """The first calendar date it may be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last calendar date it may be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __lt__(self, other: PartialDate) -> bool:
        """Order by year, then month, then day; an unknown part comes first."""
        return (self.year, self.month, self.day) < (other.year, other.month, other.day)

    def __le__(self, other: PartialDate) -> bool:
        """Order as `<` does. Said in full: a Struct has comparisons of its own, which `total_ordering` leaves alone."""
        return not other < self

    def __gt__(self, other: PartialDate) -> bool:
        """Order as `<` does."""
        return other < self

    def __ge__(self, other: PartialDate) -> bool:
        """Order as `<` does."""
        return not self < other

    def __str__(self) -> str:
        """Return the ISO form with as many parts as are known."""
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)
