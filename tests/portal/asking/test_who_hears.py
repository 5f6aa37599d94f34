"""Who hears that a fact of a theme is wrong: its own source, not one that only gave it a name (B9)."""

from __future__ import annotations

import pytest

from burgerprofiel.feedback.sources.queries import Source, hearing
from burgerprofiel.kit.answers import Data
from burgerprofiel.portal.asking.themes import part
from burgerprofiel.sources import queries
from burgerprofiel.sources.facts import Block, Card, Section, Theme, Words
from burgerprofiel.sources.service import Answers
from tests.portal import world
from tests.portal.asking.saying import hears
from tests.sources.viewers import a_viewer

pytestmark = pytest.mark.django_db


def of_the_child() -> Source | None:
    """Who hears of child benefit, in whose section the register has the names."""

    def build(_answers: Answers) -> list[Block]:
        return [Card(key="child", label="Kinderbijslag voor Lotte", value=Words("Basisbedrag"), meaning="")]

    section = Section("child", str, (world.CHILD, world.PERSON), build, str)
    benefits, viewer = part(Theme("benefits", str, str, (section,), (), lambda _answers: None)), a_viewer()
    (name,) = benefits.names(viewer)
    it = benefits.asked(viewer, name)
    assert it is not None
    return hearing(it.origins, it.section)


@pytest.fixture(autouse=True)
def both_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fund and the register gave data."""
    answers = {each.name: Data("er", world.AS_OF) for each in (world.CHILD, world.PERSON)}
    monkeypatch.setattr(queries, "gathered", world.Sources(dict(answers)).gathered)


def test_a_fact_with_names_of_the_register_is_no_fact_of_the_register() -> None:
    hears("rijksregister")
    assert of_the_child() is None


def test_its_own_source_hears_of_it() -> None:
    hears("groeipakket", name="Groeipakket")
    heard = of_the_child()
    assert heard is not None
    assert heard.name("nl") == "Groeipakket"
