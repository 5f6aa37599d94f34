"""How what we hold is told: one way to make a section and a card of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from burgerprofiel.kit import formats
from burgerprofiel.portal.mine.held import Held, in_
from burgerprofiel.sources.facts import Block, Card, Row, Section, Value, Words
from burgerprofiel.sources.service import Answers


def section(
    key: str,
    title: Callable[[], str],
    cards: Callable[[Held], Iterator[Card]],
    path: str,
    empty: Callable[[], str] = lambda: _("You gave us nothing."),
) -> Section:
    """Return a part whose blocks all stand on one page of the portal."""

    def build(answers: Answers) -> list[Block]:
        found = in_(answers)
        return list(cards(found)) if found else []

    return Section(key, title, (), build, empty, own=True, address=lambda _key: path)


def card(key: str, label: str, value: Value | str, meaning: str, rows: Mapping[str, Value | str | None]) -> Card:
    """Return a card; what has no value is left out."""
    told = tuple(Row(name, _value(each)) for name, each in rows.items() if each)
    return Card(key=key, label=label, value=_value(value), meaning=meaning, rows=told)


def none(key: str, label: str, meaning: str) -> Card:
    """Return the card of something that was not given, so that who seeks it is led to where it is given."""
    return card(key, label, _("You gave none"), meaning, {})


def moment(at: datetime | None) -> str:
    """Return a moment in words; empty: there is none."""
    return formats.moment(at) if at else ""


def _value(value: Value | str | None) -> Value | None:
    return Words(value) if isinstance(value, str) else value
