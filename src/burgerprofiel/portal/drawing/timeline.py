"""Periods as bars on a time axis. Places are percentages: the picture fits a phone and its letters stay legible."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec
from django.utils.translation import gettext as _

from burgerprofiel.kit import clock, formats
from burgerprofiel.sources.facts import Bar, Timeline

_BAR, _GAP, _LABEL, _ROW_GAP, _AXIS = 14, 5, 22, 12, 26


class DrawnBar(msgspec.Struct, frozen=True):
    """A bar: left, width and end in percent, top in pixels; an open one ends in an arrow."""

    left: float
    width: float
    top: int
    tone: str
    told: str
    end: float
    open: bool


class Line(msgspec.Struct, frozen=True):
    """A line of the picture: its label and where the label's foot stands."""

    label: str
    foot: int
    bars: tuple[DrawnBar, ...]


class Tick(msgspec.Struct, frozen=True):
    """A year on the axis."""

    year: int
    left: float
    anchor: str


class Picture(msgspec.Struct, frozen=True):
    """A drawn time line."""

    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    height: int
    alt: str


def _end(bar: Bar) -> date:
    """The last day a bar may cover; an open end is today."""
    if bar.ended is None:
        return max(clock.now().astimezone(clock.BRUSSELS).date(), bar.began.earliest)
    ended = bar.ended
    return ended.whole or date(ended.year, ended.month or 12, 28)


def _lanes(bars: Sequence[Bar]) -> list[list[Bar]]:
    """Lay bars that overlap in time below each other."""
    lanes: list[list[Bar]] = []
    for bar in sorted(bars, key=lambda each: (each.began, _end(each))):
        lane = next((each for each in lanes if _end(each[-1]) <= bar.began.earliest), None)
        if lane is None:
            lanes.append([bar])
        else:
            lane.append(bar)
    return lanes


def _ticks(first: int, last: int) -> list[int]:
    """At most six round years."""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if (last - first) / step <= 5)
    return list(range(-(-first // step) * step, last + 1, step))


def draw(timeline: Timeline) -> Picture | None:
    """Place the bars; None when there are none."""
    if not timeline.bars:
        return None
    first = min(bar.began.year for bar in timeline.bars)
    last = max(_end(bar).year for bar in timeline.bars) + 1
    start, days = date(first, 1, 1).toordinal(), date(last, 1, 1).toordinal() - date(first, 1, 1).toordinal()

    def at(day: date) -> float:
        return round((day.toordinal() - start) / days * 100, 2)

    lines, top = [], 0
    for row in dict.fromkeys(bar.row for bar in timeline.bars):
        foot, bars = top + 15, []
        top += _LABEL
        for lane in _lanes([bar for bar in timeline.bars if bar.row == row]):
            for bar in lane:
                left = at(bar.began.earliest)
                width = max(round(at(_end(bar)) - left, 2), 0.8)
                left = min(left, 99.2)
                end = round(left + width, 2)
                bars.append(DrawnBar(left, width, top, bar.tone, told(bar), end, bar.ended is None))
            top += _BAR + _GAP
        top += _ROW_GAP
        lines.append(Line(row, foot, tuple(bars)))
    ticks = tuple(_tick(year, at(date(year, 1, 1))) for year in _ticks(first, last))
    return Picture(tuple(lines), ticks, top + _AXIS, "; ".join(told(bar) for bar in timeline.bars))


def _tick(year: int, left: float) -> Tick:
    return Tick(year, left, "start" if left < 4 else "end" if left > 96 else "middle")


def told(bar: Bar) -> str:
    """A bar in words: `Elektro Voorbeeld nv: sinds 1 mei 2015`."""
    if not bar.row and not bar.label:
        return formats.span(bar.began, bar.ended)
    name = bar.label if bar.label == bar.row or not bar.row else f"{bar.row}, {bar.label}" if bar.label else bar.row
    return _("%(name)s: %(period)s") % {"name": name, "period": formats.span(bar.began, bar.ended)}


def within(bar: Bar) -> str:
    """The same where the name of its row stands already."""
    return told(msgspec.structs.replace(bar, row="", label="" if bar.label == bar.row else bar.label))
