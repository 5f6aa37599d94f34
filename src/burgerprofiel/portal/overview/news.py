"""What is new in a citizen's data, over all themes, newest first (B1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.template.loader import get_template

from burgerprofiel.kit import clock
from burgerprofiel.portal.themes import answers_of
from burgerprofiel.sources.facts import News, Theme
from burgerprofiel.sources.service import Answers

SHOWN = 5
LASTS = timedelta(days=183)


def news(themes: Sequence[Theme], answers: Answers) -> list[News]:
    """What changed in the last half year, newest first."""
    oldest = clock.now().astimezone(clock.BRUSSELS).date() - LASTS
    told = (item for theme in themes for item in theme.news(answers_of(theme, answers)))
    found = [item for item in told if item.date.earliest >= oldest]
    return sorted(found, key=lambda item: (item.date, item.key), reverse=True)


def draw(themes: Sequence[Theme], answers: Answers) -> str:
    """Draw the newest, and fold what is older."""
    found = news(themes, answers)
    return str(get_template("portal/home_news.html").render({"items": found[:SHOWN], "older": found[SHOWN:]}))
