"""A bar that still goes on is seen as such, and "today" is today in Brussels."""

from __future__ import annotations

from datetime import UTC, datetime

from burgerprofiel.kit import clock
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.portal.drawing import blocks, timeline
from burgerprofiel.sources.facts import Bar, Timeline
from tests.portal import world


def test_only_a_bar_that_goes_on_ends_in_an_arrow() -> None:
    drawn = blocks.draw(world.career()).picture
    assert isinstance(drawn, timeline.Picture)
    bars = [bar for line in drawn.lines for bar in line.bars]
    assert [bar.told.startswith("AZ Zonnegem vzw, Verpleegkundige") for bar in bars] == [bar.open for bar in bars]


def test_an_open_bar_runs_until_today_in_brussels() -> None:
    job = Timeline(key="job", label="", meaning="", bars=(Bar(row="", label="", began=PartialDate(2025, 1, 1)),))
    with clock.frozen_at(datetime(2025, 12, 31, 23, 30, tzinfo=UTC)):
        drawn = timeline.draw(job)
    assert drawn is not None
    assert drawn.lines[0].bars[0].end == 50.0
