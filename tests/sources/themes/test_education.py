"""What a citizen reads about diplomas, school and learning credit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from burgerprofiel.kit import clock
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.simulators.magda.cast import CAST, Person
from burgerprofiel.sources.connectors.magda.services import (
    geef_bewijs,
    geef_historiek_inschrijving,
    raadpleeg_leerkredietsaldo,
)
from burgerprofiel.sources.connectors.magda.services.raadpleeg_leerkredietsaldo import LearningCredit
from burgerprofiel.sources.facts import Quantity, Scale, Secret, Tag, Timeline, Words
from burgerprofiel.sources.service import Answers, Service
from burgerprofiel.sources.themes.education import THEME
from tests.sources.cases import answers, answers_about, blocks, cards, inhoud, row, shared, unused_fields

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_english_on_a_fixed_day() -> Iterator[None]:
    with clock.frozen_at(NOW), translation.override("en"):
        yield


def proofs(*given: str) -> Answers:
    xml = "".join(f"<Bewijs>{each}</Bewijs>" for each in given)
    return answers(THEME, GeefBewijs=geef_bewijs.parse(inhoud(f"<Bewijzen>{xml}</Bewijzen>")))


def test_diplomas_stand_with_the_newest_first() -> None:
    found = cards(THEME, answers_about("samira", THEME))
    assert [found[f"proof-{n}"].value for n in (1, 2)] == [
        Words("Attest bedrijfsbeheer"),
        Words("Master in de handelswetenschappen"),
    ]
    assert found["proof-2"].label == "Diploma, Higher education"


def test_a_declaration_on_honour_says_that_nobody_checked_it() -> None:
    honour = "<Basis><Authenticiteit><Naam>Eigen verklaring - Op eer</Naam></Authenticiteit></Basis>"
    card = cards(THEME, proofs(honour))["proof-1"]
    assert card.tag == Tag("Declared by yourself", "plain")
    assert "Nobody has checked it" in card.meaning


def test_a_proof_that_is_not_valid_says_so() -> None:
    card = cards(THEME, proofs("<BewijsstatusLed><Code>3</Code></BewijsstatusLed>"))["proof-1"]
    assert card.tag == Tag("Not valid (state 3)", "bad")


def test_proofs_under_several_numbers_tell_the_number_hidden() -> None:
    def holder(ssin: str) -> str:
        return f"<PersoonUitgereikt><INSZ>{ssin}</INSZ></PersoonUitgereikt>"

    two = cards(THEME, proofs(holder("85631441236"), holder("83710237757")))["proof-1"]
    told = row(two, "Issued under national number")
    assert told is not None
    assert told.value == Secret("85.63.14-412.36")
    one = cards(THEME, proofs(holder("85631441236")))["proof-1"]
    assert row(one, "Issued under national number") is None


def test_a_newcomer_sees_the_programme_and_the_levels_of_dutch() -> None:
    found = cards(THEME, answers_about("oksana", THEME))
    assert found["integration"].value == Words("Attest van inburgering")
    assert found["dutch"].value == Words("Nederlands tweede taal richtgraad 2.1")
    assert len(found["dutch"].rows) == 3
    assert found["dutch-lessons"].value == Quantity(Decimal(4), "modules")


def test_others_see_no_empty_programme() -> None:
    assert not {"integration", "dutch", "dutch-lessons"} & set(cards(THEME, answers_about("noor", THEME)))


def test_school_is_a_time_line_by_kind_of_education() -> None:
    (line,) = [block for block in blocks(THEME, answers_about("emma", THEME)) if isinstance(block, Timeline)]
    assert [bar.row for bar in line.bars] == ["Secondary education"] * 6 + ["Higher education"] * 2
    last = line.bars[-1]
    assert (last.began, last.ended) == (PartialDate(2026, 9, 15), PartialDate(2027, 9, 30))


def test_an_enrolment_of_which_nothing_is_told_is_on_the_page_and_not_on_the_line() -> None:
    value = geef_historiek_inschrijving.parse(inhoud("<Inschrijvingen><Inschrijving/></Inschrijvingen>"))
    found = blocks(THEME, answers(THEME, GeefHistoriekInschrijving=value))
    assert [block.key for block in found] == ["enrolment-1"]


def test_learning_credit_is_a_scale_from_140_down() -> None:
    (scale,) = [block for block in blocks(THEME, answers_about("emma", THEME)) if isinstance(block, Scale)]
    assert [(mark.label, mark.value) for mark in scale.marks] == [("You", Decimal(104)), ("At the start", Decimal(140))]


def test_a_negative_balance_is_used_up() -> None:
    card = cards(THEME, answers(THEME, RaadpleegLeerkredietsaldo=LearningCredit(Decimal(-49), None, None, "")))[
        "credit"
    ]
    assert card.tag == Tag("Used up", "act")


def test_an_unknown_balance_has_no_picture() -> None:
    found = blocks(THEME, answers(THEME, RaadpleegLeerkredietsaldo=LearningCredit(None, None, None, "Later")))
    assert [block.key for block in found] == ["credit"]


@pytest.mark.parametrize(
    ("slug", "headline", "line"),
    [
        ("emma", "Bachelor of Laws in de rechten", "Learning credit: 104"),
        ("lotte", "2e leerjaar A", ""),
        ("noor", "Bachelor in de verpleegkunde", "2 diplomas and certificates"),
        ("wouter", "Spaans Breakthrough A", "2 diplomas and certificates"),
    ],
)
def test_the_tile_shows_what_is_followed_now_else_the_latest_diploma(slug: str, headline: str, line: str) -> None:
    face = THEME.tile(answers_about(slug, THEME))
    assert face is not None
    assert (face.headline, face.line) == (headline, line)


def test_the_tile_is_empty_when_no_source_gave_data() -> None:
    assert THEME.tile(answers_about("robin", THEME)) is None


def test_a_diploma_of_this_year_is_news() -> None:
    assert [each.line for each in THEME.news(answers_about("oksana", THEME))] == [
        "Attest van inburgering",
        "Nederlands tweede taal richtgraad 1.2",
        "Nederlands tweede taal richtgraad 2.1",
    ]


@pytest.mark.parametrize("person", CAST, ids=lambda person: person.slug)
def test_every_fact_of_the_cast_has_a_label_and_a_meaning_and_its_own_key(person: Person) -> None:
    found = blocks(THEME, answers_about(person.slug, THEME))
    assert len({block.key for block in found}) == len(found)
    assert all(block.label and block.meaning for block in found)


@pytest.mark.shared
@pytest.mark.parametrize("service", THEME.services, ids=lambda each: each.name)
def test_every_shared_answer_makes_a_page_and_a_tile(magda_mock: Path, service: Service[Any]) -> None:
    for file, node in shared(magda_mock, service):
        value = service.parse(node)
        if value is None:
            continue
        given = answers(THEME, **{service.name: value})
        found = blocks(THEME, given)
        assert found, file
        assert all(block.label and block.meaning for block in found)
        assert THEME.tile(given) is not None
        THEME.news(given)


def test_no_fact_that_is_read_stays_unseen() -> None:
    names = (geef_bewijs, geef_historiek_inschrijving, raadpleeg_leerkredietsaldo)
    assert unused_fields("education", *(module.__name__.rpartition(".")[2] for module in names)) == []
