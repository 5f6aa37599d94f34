"""Who looked, month by month: others above, oneself below, each to its own measure, or one would dwarf the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec
from django.utils.translation import gettext as _

from burgerprofiel.kit import formats

_TOP, _OTHERS, _GAP, _OWN, _FOOT = 20, 84, 26, 44, 24
"""Pixels: room for the numbers, the tallest bar of others, between the two, one's own tallest, the names of months."""
_LEAST = 3
"""Pixels of a bar that stands for something, however little."""


class Month(msgspec.Struct, frozen=True):
    """How many looks there were in one month, of others and of the citizen."""

    first: date
    others: int
    own: int


class Bar(msgspec.Struct, frozen=True):
    """A bar: `left`, `width` and `middle` in percent, `top` and `height` in pixels; the number stands on `foot`."""

    left: float
    width: float
    middle: float
    top: int
    height: int
    foot: int
    told: str


class Picture(msgspec.Struct, frozen=True):
    """The drawn months."""

    others: tuple[Bar, ...]
    own: tuple[Bar, ...]
    names: tuple[tuple[float, str], ...]
    """Where in percent, and the short name."""
    lines: tuple[int, int]
    """Pixels: on what the bars stand."""
    height: int
    alt: str


def draw(months: Sequence[Month]) -> Picture:
    """Place a bar for each month in each row, oldest left."""
    above, below = _TOP + _OTHERS, _TOP + _OTHERS + _GAP + _OWN
    step = 100 / max(len(months), 1)
    return Picture(
        _row([each.others for each in months], above, _OTHERS, step),
        _row([each.own for each in months], below, _OWN, step),
        tuple((round((i + 0.5) * step, 2), formats.month(each.first, short=True)) for i, each in enumerate(months)),
        (above, below),
        below + _FOOT,
        _("Lines per month. %(months)s") % {"months": " ".join(map(_told, months))},
    )


def _row(numbers: Sequence[int], line: int, tallest: int, step: float) -> tuple[Bar, ...]:
    most = max(numbers, default=0)
    bars = []
    for i, number in enumerate(numbers):
        height = max(_LEAST, round(number / most * tallest)) if number else 0
        left = round((i + 0.16) * step, 2)
        told = _short(number) if number else ""
        bars.append(
            Bar(left, round(step * 0.68, 2), round((i + 0.5) * step, 2), line - height, height, line - height - 5, told)
        )
    return tuple(bars)


def _short(number: int) -> str:
    """A number that fits above a bar on a phone; the table has it whole."""
    return formats.number(number) if number < 1000 else f"{formats.number(number // 1000)}k"


def _told(month: Month) -> str:
    return _("%(month)s: %(others)s by others, %(own)s by you.") % {
        "month": formats.month(month.first),
        "others": formats.number(month.others),
        "own": formats.number(month.own),
    }
