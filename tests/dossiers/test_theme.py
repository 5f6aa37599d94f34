"""What a citizen reads about files: what needs them first, in plain words, and which body did not answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import translation

from burgerprofiel.kit import clock
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.simulators.magda.cast import CAST, Person
from burgerprofiel.sources.connectors.magda.services import geef_dossiers
from burgerprofiel.sources.facts import Day, Link, Secret, Tag, Timeline, Words
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes.dossiers import THEME
from tests.sources.cases import answers, answers_about, blocks, cards, inhoud, row, shared, unused_fields

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_english_on_a_fixed_day() -> Iterator[None]:
    with clock.frozen_at(NOW), translation.override("en"):
        yield


def a_file(status: str, beside: str = "", number: str = "1") -> str:
    return (
        f"<DossierMutatie><Identificatie><Dossiernummer>{number}</Dossiernummer></Identificatie>"
        f"<Status>{status}</Status>{beside}</DossierMutatie>"
    )


def having(*files: str) -> Answers:
    xml = f"<Dossiers><Dossier><DossierMutaties>{''.join(files)}</DossierMutaties></Dossier></Dossiers>"
    return answers(THEME, GeefDossiers=geef_dossiers.parse(inhoud(xml)))


def test_a_file_that_needs_the_citizen_comes_first_and_says_what_to_do_by_when() -> None:
    first = cards(THEME, answers_about("noor", THEME))["dossier-1"]
    assert (first.label, first.value) == ("Mijn VerbouwPremie: dak en zolder", Words("Something is missing"))
    assert first.tag == Tag("Action needed", "act")
    told = {each.label: each.value for each in first.rows}
    assert told["What you have to do"] == Words("Bezorg de facturen van de dakwerken.")
    assert told["Expected or due by"] == Day(PartialDate(2026, 12, 11))
    assert len(first.rows) <= 6, "more are folded away"
    more = cards(THEME, answers_about("noor", THEME))["dossier-1-more"]
    assert more.value == Words("MVP-2026-104417")
    others = row(more, "Also about")
    assert others is not None
    assert others.value == Words("1 other person")


def test_the_states_are_a_line_by_phase_that_ends_where_the_file_stands_now() -> None:
    found = [block for block in blocks(THEME, answers_about("noor", THEME)) if isinstance(block, Timeline)]
    assert [(bar.row, bar.began, bar.ended, bar.tone) for bar in found[0].bars] == [
        ("Being put together", PartialDate(2026, 9, 14), PartialDate(2026, 10, 5), "plain"),
        ("Being handled", PartialDate(2026, 10, 5), PartialDate(2026, 11, 9), "plain"),
        ("Being handled", PartialDate(2026, 11, 9), None, "act"),
    ]


def test_a_file_with_one_state_has_no_line() -> None:
    assert not [block for block in blocks(THEME, having(a_file("<Code>Beslist</Code>"))) if isinstance(block, Timeline)]


def test_a_file_number_with_a_national_number_in_it_is_hidden_until_revealed() -> None:
    hidden = cards(THEME, having(a_file("", number="2019_HO_31612199733")))["dossier-1-more"]
    assert hidden.value == Secret("2019_HO_31612199733")
    plain = cards(THEME, having(a_file("", number="2019_HO_12345678901")))["dossier-1-more"]
    assert plain.value == Words("2019_HO_12345678901")


def test_a_file_links_to_the_body_itself() -> None:
    told = row(cards(THEME, answers_about("emma", THEME))["dossier-1"], "Go to the file")
    assert told is not None
    assert isinstance(told.value, Link)
    assert told.value.url == "https://www.studietoelagen.be/digitaal-loket"


def test_a_link_that_is_no_web_address_is_not_offered() -> None:
    given = having(a_file("<Code>Beslist</Code>", "<Doorverwijzing>javascript:alert(1)</Doorverwijzing>"))
    assert row(cards(THEME, given)["dossier-1"], "Go to the file") is None


def test_an_unknown_state_is_shown_as_it_is() -> None:
    card = cards(THEME, having(a_file("<Code>IN_DE_KAST</Code><Fase>Archief</Fase>")))["dossier-1"]
    assert (card.value, card.tag) == (Words("IN_DE_KAST"), Tag("Archief", "plain"))


def test_a_legacy_code_means_the_same_as_the_new_one() -> None:
    card = cards(THEME, having(a_file("<Code>DOSSIER_ONVOLLEDIG</Code>")))["dossier-1"]
    assert card.value == Words("Something is missing")


def test_a_file_that_may_not_be_consulted_is_not_shown() -> None:
    marks = "<Eigenschappen><IsNietRaadpleegbaar>1</IsNietRaadpleegbaar></Eigenschappen>"
    assert blocks(THEME, having(a_file("", marks))) == []
    assert THEME.tile(having(a_file("", marks))) is None


def test_a_body_that_did_not_answer_is_named_above_the_files_that_came() -> None:
    found = blocks(THEME, answers_about("sofie", THEME))
    assert [block.key for block in found] == ["failed-1", "dossier-1", "dossier-1-more", "dossier-1-history"]
    assert cards(THEME, answers_about("sofie", THEME))["failed-1"].value == Words(
        "Flemish Agency for Persons with Disabilities (VAPH)"
    )


def test_what_needs_the_citizen_is_a_todo_with_its_day() -> None:
    (todo,) = THEME.todos(answers_about("noor", THEME))
    assert (todo.title, todo.line, todo.due) == (
        "Mijn VerbouwPremie: dak en zolder",
        "Bezorg de facturen van de dakwerken.",
        PartialDate(2026, 12, 11),
    )
    assert todo.href == "https://www.mijnverbouwpremie.be"
    assert THEME.todos(answers_about("emma", THEME)) == []


def test_an_action_without_words_says_at_least_the_state() -> None:
    given = having(a_file("<Code>DossierOnvolledig</Code><Actie><ActieNodig>1</ActieNodig></Actie>"))
    assert [todo.line for todo in THEME.todos(given)] == ["Something is missing"]


def test_the_tile_counts_files_and_those_that_need_the_citizen() -> None:
    face = THEME.tile(answers_about("noor", THEME))
    assert face is not None
    assert (face.headline, face.tag) == ("2 files", Tag("1 needs you", "act"))
    assert THEME.tile(answers_about("robin", THEME)) is None


def test_a_state_of_the_past_year_is_news() -> None:
    assert [each.date for each in THEME.news(answers_about("noor", THEME))] == [
        PartialDate(2026, 11, 9),
        PartialDate(2025, 12, 4),
    ]
    assert THEME.news(answers_about("jozef", THEME)) == []


@pytest.mark.parametrize("person", CAST, ids=lambda person: person.slug)
def test_every_fact_of_the_cast_has_a_label_and_a_meaning(person: Person) -> None:
    assert all(block.label and block.meaning for block in blocks(THEME, answers_about(person.slug, THEME)))


@pytest.mark.shared
def test_every_shared_answer_makes_a_page_and_a_tile(magda_mock: Path) -> None:
    for file, node in shared(magda_mock, geef_dossiers.SERVICE):
        given = answers(THEME, GeefDossiers=geef_dossiers.parse(node))
        found = blocks(THEME, given)
        assert found, file
        assert all(block.label and block.meaning for block in found)
        assert THEME.tile(given) is not None
        THEME.todos(given), THEME.news(given)


def test_no_fact_that_is_read_stays_unseen() -> None:
    assert unused_fields("dossiers", "geef_dossiers") == []
