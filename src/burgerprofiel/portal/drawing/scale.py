"""A value among bands, beside averages (EPC): all bands are as wide, a value stands where it falls in its own."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import msgspec
from django.utils.translation import gettext as _

from burgerprofiel.kit import formats
from burgerprofiel.sources.facts import Band, Mark, Scale

_TOP, _BAR, _LETTERS, _LANE = 34, 16, 22, 22
_NARROWEST, _APART = 260, 7
"""Pixels: the picture on the smallest phone, and between a stem and its words."""
_NARROW, _BROAD = frozenset(" ·.,-'’ifjlrtI1"), frozenset("mwMW")


class DrawnBand(msgspec.Struct, frozen=True):
    """A band: left and width in percent; `mine` when my value falls in it."""

    label: str
    left: float
    width: float
    middle: float
    tone: int
    mine: bool


class DrawnMark(msgspec.Struct, frozen=True):
    """A value on the scale; its letters stand at `at` (percent) and `foot`, never outside the picture."""

    told: str
    left: float
    at: float
    foot: int
    anchor: str
    mine: bool


class Picture(msgspec.Struct, frozen=True):
    """A drawn scale; `bar` and `letters` are heights in pixels."""

    bands: tuple[DrawnBand, ...]
    marks: tuple[DrawnMark, ...]
    bar: int
    letters: int
    height: int
    alt: str


def _edges(bands: tuple[Band, ...]) -> list[tuple[Decimal, Decimal]]:
    """Where each band begins and ends; the open ones are as wide as their neighbour."""
    tops = [band.upto for band in bands if band.upto is not None]
    steps = [high - low for low, high in pairwise(tops)] or [Decimal(100)]
    ends = [*tops, tops[-1] + steps[-1]] if len(tops) < len(bands) and tops else tops or [Decimal(100)]
    begins = [ends[0] - steps[0], *ends[:-1]]
    return list(zip(begins, ends, strict=True))


def _place(value: Decimal, edges: list[tuple[Decimal, Decimal]]) -> tuple[int, float]:
    """The band that holds `value`, and its place in percent of the whole."""
    index = next((i for i, (_low, high) in enumerate(edges) if value <= high), len(edges) - 1)
    low, high = edges[index]
    share = float((value - low) / (high - low)) if high > low else 0.5
    return index, round((index + min(max(share, 0.02), 0.98)) / len(edges) * 100, 2)


def _told(mark: Mark) -> str:
    """The mark in the picture; a name that no phone can hold is cut, the table has it whole."""
    value = f" · {formats.number(mark.value)}"
    told = name = mark.short or mark.label
    while name and _wide(told + value, mine=mark.mine) > _NARROWEST:
        name = name[:-1]
        told = f"{name.rstrip()}…"
    return told + value


def _wide(told: str, *, mine: bool) -> float:
    """How many pixels the words take with the space beside them, rather too many than too few."""
    letters = sum(4.2 if it in _NARROW else 15 if it in _BROAD else 9.2 if it.isupper() else 8 for it in told)
    return letters * (1.15 if mine else 1) + _APART


def _drawn(mark: Mark, left: float, foot: int, anchor: str) -> DrawnMark:
    """Move the letters from their stem just as far as they would else leave the smallest picture."""
    told = _told(mark)
    need = _wide(told, mine=mark.mine) / _NARROWEST * 100
    before = {"start": 0.0, "middle": need / 2, "end": need}[anchor]
    at = max(min(left, 100 - need + before), before)
    return DrawnMark(told, left, round(at, 2), foot, anchor, mark.mine)


def _anchor(left: float) -> str:
    return "start" if left < 22 else "end" if left > 60 else "middle"


def draw(scale: Scale) -> Picture:
    """Place bands and marks: mine above the bar, the others below, each on a line of its own."""
    edges = _edges(scale.bands)
    places = [(mark, *_place(mark.value, edges)) for mark in scale.marks]
    mine = {index for mark, index, _left in places if mark.mine}
    width = round(100 / len(edges), 2)
    bands = tuple(
        DrawnBand(band.label, round(i * width, 2), width, round((i + 0.5) * width, 2), band.tone, i in mine)
        for i, band in enumerate(scale.bands)
    )
    marks = [_drawn(mark, left, 16, _anchor(left)) for mark, _index, left in places if mark.mine]
    others = sorted(((mark, left) for mark, _index, left in places if not mark.mine), key=lambda place: place[1])
    right = bool(others) and others[0][1] > 40
    foot = _TOP + _BAR + _LETTERS
    for mark, left in others if right else reversed(others):
        foot += _LANE
        marks.append(_drawn(mark, left, foot, "end" if right else "start"))
    told = ", ".join(f"{mark.label} {formats.number(mark.value)}" for mark in scale.marks)
    alt = _("%(label)s, in %(unit)s: %(marks)s") % {"label": scale.label, "unit": scale.unit, "marks": told}
    return Picture(bands, tuple(marks), _TOP, _TOP + _BAR + 16, foot + 10, alt)
