"""Whatever the product writes in the trail, a citizen reads it in plain words; a tag without words is refused here."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from django.utils import translation

import burgerprofiel
from burgerprofiel.audit.events import Event
from burgerprofiel.privacy.trail.plain import UNNAMED, Area, Ground, Plain
from burgerprofiel.privacy.trail.words import WORDS
from tests.test_structure_events import descendants

SOURCE = Path(burgerprofiel.__file__).parent
FILLED = {"source": "S", "theme": "T", "application": "A"}


def tags() -> set[str]:
    """Every tag that a room of the product declares."""
    for path in SOURCE.rglob("events.py"):
        if "class " in path.read_text() and "audit.events import" in path.read_text():
            import_module(".".join(("burgerprofiel", *path.relative_to(SOURCE).with_suffix("").parts)))
    return {each.tag for each in descendants(Event) if each.__module__.startswith("burgerprofiel.")}


def test_every_tag_has_its_words_and_no_words_are_of_a_tag_that_is_gone() -> None:
    assert tags() - WORDS.keys() == set(), "say in privacy/trail/words/<room>.py what a citizen reads"
    assert WORDS.keys() - tags() == set()


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
@pytest.mark.parametrize("plain", [*WORDS.values(), UNNAMED], ids=[*WORDS, "unnamed"])
def test_words_are_complete_in_every_language_and_tell_no_tag(plain: Plain, language: str) -> None:
    with translation.override(language):
        told = [translation.gettext(plain.words) % FILLED, plain.area.title, plain.ground.sentence]
    for each in told:
        assert each
        assert not re.search(r"[a-z]+\.[a-z_]+\.[a-z_]+|%\(|_", each)
    if language == "nl":
        assert told[0] != plain.words % FILLED


def test_every_area_and_ground_is_used() -> None:
    assert {each.area for each in WORDS.values()} | {Area.OTHER} == set(Area)
    assert {each.ground for each in WORDS.values()} | {Ground.SELF} == set(Ground)
