"""Every audit event of every room: a tag of its own, and never a national number."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

import burgerprofiel
from burgerprofiel.audit.events import Event
from burgerprofiel.kit.ssin import Ssin

SOURCE = Path(burgerprofiel.__file__).parent
HIDDEN = re.compile(r"ssin|insz|national_number|rijksregister", re.IGNORECASE)


def events() -> list[type[Event]]:
    """Every event class that a room of the product declares."""
    for path in SOURCE.glob("*/events.py"):
        import_module(f"burgerprofiel.{path.parent.name}.events")
    return [event for event in descendants(Event) if event.__module__.startswith("burgerprofiel.")]


def descendants(event: type[Event]) -> Iterator[type[Event]]:
    """All classes below this one."""
    for child in event.__subclasses__():
        yield child
        yield from descendants(child)


def types_within(hint: object) -> Iterator[object]:
    """A type and everything it is made of."""
    yield hint
    for part in get_args(hint):
        yield from types_within(part)


def test_there_are_events() -> None:
    assert {event.__module__.split(".")[1] for event in events()} >= {"sources"}


def test_tags_are_unique() -> None:
    tags = [event.tag for event in events()]
    assert sorted(tags) == sorted(set(tags))


@pytest.mark.parametrize("event", events(), ids=lambda event: event.__name__)
def test_a_tag_says_room_thing_and_what_happened(event: type[Event]) -> None:
    assert re.fullmatch(r"[a-z]+\.[a-z_]+\.[a-z_]+", event.tag)
    assert event.tag.split(".")[0] == event.__module__.split(".")[1]


@pytest.mark.parametrize("event", events(), ids=lambda event: event.__name__)
def test_no_event_carries_a_national_number(event: type[Event]) -> None:
    for name, hint in get_type_hints(event).items():
        assert not HIDDEN.search(name)
        assert Ssin not in types_within(hint)


@pytest.mark.parametrize("event", events(), ids=lambda event: event.__name__)
def test_events_are_declared_in_the_rooms_events_file(event: type[Event]) -> None:
    assert event.__module__.endswith(".events")
