"""The stories of the demo's people, as their pages about benefits and taxes tell them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.utils import translation

from burgerprofiel.kit import clock
from burgerprofiel.kit.money import Money
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.simulators.magda.cast import CAST
from burgerprofiel.sources.facts import Amount, Card, Face, Words
from burgerprofiel.sources.themes.benefits import THEME
from tests.sources.cases import answers_about, blocks, cards, row

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_english_on_a_fixed_day() -> Iterator[None]:
    with clock.frozen_at(NOW), translation.override("en"):
        yield


def page(slug: str) -> dict[str, Card]:
    return cards(THEME, answers_about(slug, THEME))


def tile(slug: str) -> Face:
    face = THEME.tile(answers_about(slug, THEME))
    assert face is not None
    return face


def test_noor_sees_her_children_by_name() -> None:
    labels = {card.label for card in page("noor").values()}
    assert {"Child benefit for Lotte", "Child benefit for Stan", "What Noor receives"} <= labels
    assert tile("noor").headline == "Child benefit for 2 children"


def test_whoever_lives_with_you_is_told_by_name() -> None:
    child = page("noor")["child-1"]
    assert [each.value for each in child.rows if each.label == "Paid to"] == [Words("Noor"), Words("Wouter")]


def test_stan_gets_a_care_supplement_and_has_seven_points() -> None:
    found = page("stan")
    assert found["child-1"].value == Words("Basic amount, Care supplement")
    points = row(found["recognition-1"], "Points in all: what the condition asks of child and family")
    assert points is not None
    assert points.value == Words("7 of 36")


def test_lotte_sees_only_her_own_child_benefit() -> None:
    assert [card.label for card in page("lotte").values() if card.key.startswith("child-")] == [
        "Child benefit for Lotte"
    ]


def test_godelieve_is_paid_each_month_and_has_a_card_to_renew() -> None:
    assert tile("godelieve").headline == "Allowance of € 1.391,72"
    answers = answers_about("godelieve", THEME)
    assert [todo.title for todo in THEME.todos(answers)] == ["Parking card: ends soon"]
    assert [news.title for news in THEME.news(answers)] == ["Your allowance was paid", "Your tax assessment is there"]


def test_godelieve_sees_her_budget_and_who_represents_her() -> None:
    found = page("godelieve")
    assert found["pvb-year-2026"].value == Amount(Money(2_431_840))
    assert found["waiting"].value == Words("You are on the list")
    assert found["representative-1"].value == Words("Administrator")


def test_oksana_lived_on_a_living_wage_until_april() -> None:
    assert tile("oksana").headline == "Living wage, last paid for April 2026"
    assert page("oksana")["leefloon-2026"].value == Amount(Money(4 * 134_048))
    assert page("oksana")["year-2024"].value == Words("Nothing was paid")


def test_jozef_pays_less_for_care() -> None:
    assert page("jozef")["bim-bvt"].value == Words("Applies to you")


def test_the_assessment_is_of_two_years_ago() -> None:
    assert page("samira")["assessment"].value == Words("Income of 2024")
    news = THEME.news(answers_about("samira", THEME))
    assert [each.date for each in news] == [PartialDate(2025)]


def test_robin_has_nothing() -> None:
    answers = answers_about("robin", THEME)
    assert THEME.tile(answers) is None
    assert blocks(THEME, answers) == []
    assert (list(THEME.todos(answers)), list(THEME.news(answers))) == ([], [])


@pytest.mark.parametrize("person", [each.slug for each in CAST])
@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_every_person_of_the_demo_has_a_page_in_every_language(person: str, language: str) -> None:
    with translation.override(language):
        answers = answers_about(person, THEME)
        for section in THEME.sections:
            built = section.build(answers)
            assert len({block.key for block in built}) == len(built)
            assert all(block.label and block.meaning for block in built)
