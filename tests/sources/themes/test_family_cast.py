"""The cast of the demo under "You and your family": their stories hold, in the shape of real answers."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from lxml import etree

from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Answer, Data
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.simulators.magda.cast import BY_SLUG, CAST, Person
from burgerprofiel.simulators.magda.offer import Offer
from burgerprofiel.simulators.magda.world.family import OFFERS
from burgerprofiel.sources.connectors.magda.coverage import leaves
from burgerprofiel.sources.facts import Day, Photo, Tree, Words
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes.family import THEME
from tests.sources.family_cases import blocks, card, shared

SERVICES = {service.name: service for service in THEME.services}


def content(offer: Offer, person: Person) -> etree._Element:
    node = etree.Element("Inhoud")
    node.extend(offer.write(person).inhoud)
    return node


def about(slug: str) -> Answers:
    answers: dict[str, Answer[Any]] = {}
    for offer in OFFERS:
        value = SERVICES[offer.service].parse(Node(content(offer, BY_SLUG[slug])))
        if value is not None:
            answers[offer.service] = Data(value, datetime(2026, 1, 5, tzinfo=UTC))
    return Answers(answers)


@pytest.fixture(autouse=True)
def _in_english_today() -> Any:
    with translation.override("en"), clock.frozen_at(datetime(2026, 11, 21, 12, tzinfo=UTC)):
        yield


def test_what_is_offered_is_what_is_asked() -> None:
    offered = {(offer.service, offer.version, offer.namespace, offer.domain) for offer in OFFERS}
    assert offered == {(one.name, one.version, one.namespace, one.domain) for one in THEME.services}


@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.service)
def test_every_answer_is_about_the_person_who_asks(offer: Offer) -> None:
    for person in CAST:
        node = content(offer, person)
        assert not len(node) or person.ssin in SERVICES[offer.service].subjects(Node(node))


def test_noor_lives_with_wouter_and_two_children_and_must_renew_her_card() -> None:
    answers = about("noor")
    face = THEME.tile(answers)
    assert face is not None
    assert face.headline == "4 people in your household"
    assert [todo.key for todo in THEME.todos(answers)] == ["identity-card"]
    tree = blocks("household", answers)["household"]
    assert isinstance(tree, Tree)
    assert [one.name for one in tree.people if one.me] == ["Noor Vandenbos"]
    assert {one.name for one in tree.people if one.generation == 1} == {"Lotte Claes", "Stan Claes"}


def test_lotte_is_shown_as_a_child_of_both_parents() -> None:
    tree = blocks("birth", about("lotte"))["tree"]
    assert isinstance(tree, Tree)
    assert [one.name for one in tree.people if one.generation == -1] == ["Wouter Claes", "Noor Vandenbos"]


def test_oksana_was_born_in_a_year_and_came_from_abroad() -> None:
    answers = about("oksana")
    assert card("birth", "birth-0", answers).value == Day(PartialDate(1992))
    assert "abroad-0" in blocks("address-history", answers)


def test_godelieve_is_under_an_administration_order() -> None:
    assert card("status", "status-0", about("godelieve")).value == Words("Under an administration order")


def test_samira_has_two_nationalities() -> None:
    assert len(blocks("nationality", about("samira"))) == 2


def test_maria_has_died_and_nobody_lives_with_her() -> None:
    answers = about("maria")
    assert card("after", "death-0", answers).value == Day(PartialDate(2021, 11, 8))
    assert blocks("household", answers) == {}


def test_of_robin_no_service_knows_anything() -> None:
    assert len(about("robin")) == 0


def test_photos_are_small_jpegs() -> None:
    for slug in ("noor", "wouter", "emma", "jozef", "samira", "godelieve"):
        photo = blocks("photo", about(slug))["photo"]
        assert isinstance(photo, Photo)
        assert photo.media_type == "image/jpeg"
        assert len(photo.content) < 3072


def _ends(node: etree._Element) -> set[str]:
    """The last two steps of every path: an element or attribute and what it stands in."""
    return {
        "/".join(path.split("/")[-2:]) for path in leaves(node) if not path.endswith(("@DatumBegin", "@DatumEinde"))
    }


@pytest.mark.shared
def test_the_answers_have_the_shape_of_real_ones(magda_mock: Path) -> None:
    real = {
        end for service in THEME.services for _name, node in shared(magda_mock, service) for end in _ends(node._element)
    }
    for person in CAST:
        assert {end for offer in OFFERS for end in _ends(content(offer, person))} - real == set(), person.slug
