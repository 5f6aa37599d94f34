"""What overview, search and export tell of dossiers: what needs one first, in plain words, and who did not answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import translation

from burgerprofiel.dossiers.own.owner import Owner
from burgerprofiel.dossiers.theme import THEME
from burgerprofiel.dossiers.theme.beside import Beside, Here
from burgerprofiel.kit import clock
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.simulators.magda.cast import CAST, Person
from burgerprofiel.sources.connectors.magda.services import geef_dossiers
from burgerprofiel.sources.facts import Block, Card, Day, Link, Secret, Tag, Timeline, Words
from burgerprofiel.sources.service import Answers
from tests.sources import cases
from tests.sources.cases import inhoud, row, shared
from tests.sources.viewers import a_viewer

pytestmark = pytest.mark.django_db
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


def together(given: Answers) -> Answers:
    """What MAGDA answered, joined to what lies here: nothing."""
    viewer = a_viewer()
    return Beside(Owner(viewer.citizen_id, viewer), Here()).known(given)


def answers(**given: object) -> Answers:
    return together(cases.answers(THEME, **given))


def answers_about(slug: str) -> Answers:
    return together(cases.answers_about(slug, THEME))


def blocks(given: Answers) -> list[Block]:
    return cases.blocks(THEME, given)


def named(given: Answers) -> dict[str, Card]:
    """The cards, by their place: the keys have ids in them."""
    found: dict[str, Card] = {}
    place = 0
    for block in blocks(given):
        if isinstance(block, Card):
            more = block.key.endswith("-more")
            place += not more and block.key.startswith("dossier-")
            found[f"dossier-{place}{'-more' if more else ''}" if block.key.startswith("dossier-") else block.key] = (
                block
            )
    return found


def having(*files: str) -> Answers:
    xml = f"<Dossiers><Dossier><DossierMutaties>{''.join(files)}</DossierMutaties></Dossier></Dossiers>"
    return answers(GeefDossiers=geef_dossiers.parse(inhoud(xml)))


def test_a_file_that_needs_the_citizen_comes_first_and_says_what_to_do_by_when() -> None:
    first = named(answers_about("noor"))["dossier-1"]
    assert (first.label, first.value) == ("Mijn VerbouwPremie: dak en zolder", Words("Something is missing"))
    assert first.tag == Tag("Action needed", "act")
    told = {each.label: each.value for each in first.rows}
    assert told["What you have to do"] == Words("Bezorg de facturen van de dakwerken.")
    assert told["Expected or due by"] == Day(PartialDate(2026, 12, 11))
    assert len(first.rows) <= 6, "more are folded away"
    more = named(answers_about("noor"))["dossier-1-more"]
    assert more.value == Words("MVP-2026-104417")
    others = row(more, "Also about")
    assert others is not None
    assert others.value == Words("1 other person")


def test_the_states_are_a_line_by_phase_that_ends_where_the_file_stands_now() -> None:
    found = [block for block in blocks(answers_about("noor")) if isinstance(block, Timeline)]
    assert [(bar.row, bar.began, bar.ended, bar.tone) for bar in found[0].bars] == [
        ("Being put together", PartialDate(2026, 9, 14), PartialDate(2026, 10, 5), "plain"),
        ("Being handled", PartialDate(2026, 10, 5), PartialDate(2026, 11, 9), "plain"),
        ("Being handled", PartialDate(2026, 11, 9), None, "act"),
    ]


def test_a_file_with_one_state_has_no_line() -> None:
    assert not [block for block in blocks(having(a_file("<Code>Beslist</Code>"))) if isinstance(block, Timeline)]


def test_a_file_number_with_a_national_number_in_it_is_hidden_until_revealed() -> None:
    hidden = named(having(a_file("", number="2019_HO_31612199733")))["dossier-1-more"]
    assert hidden.value == Secret("2019_HO_31612199733")
    plain = named(having(a_file("", number="2019_HO_12345678901")))["dossier-1-more"]
    assert plain.value == Words("2019_HO_12345678901")


def test_a_file_links_to_the_body_itself() -> None:
    told = row(named(answers_about("emma"))["dossier-1"], "Go to the file")
    assert told is not None
    assert isinstance(told.value, Link)
    assert told.value.url == "https://www.studietoelagen.be/digitaal-loket"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "https://www.vlaanderen.be@nep.example/"])
def test_a_link_that_is_no_web_address_is_not_offered(link: str) -> None:
    given = having(a_file("<Code>Beslist</Code>", f"<Doorverwijzing>{link}</Doorverwijzing>"))
    assert row(named(given)["dossier-1"], "Go to the file") is None


def test_an_unknown_state_is_shown_as_it_is() -> None:
    card = named(having(a_file("<Code>IN_DE_KAST</Code><Fase>Archief</Fase>")))["dossier-1"]
    assert (card.value, card.tag) == (Words("IN_DE_KAST"), Tag("Archief", "plain"))


def test_a_legacy_code_means_the_same_as_the_new_one() -> None:
    card = named(having(a_file("<Code>DOSSIER_ONVOLLEDIG</Code>")))["dossier-1"]
    assert card.value == Words("Something is missing")


def test_a_file_that_may_not_be_consulted_is_not_shown() -> None:
    marks = "<Eigenschappen><IsNietRaadpleegbaar>1</IsNietRaadpleegbaar></Eigenschappen>"
    assert blocks(having(a_file("", marks))) == []
    assert THEME.tile(having(a_file("", marks))) is None


def test_a_body_that_did_not_answer_is_named_above_the_files_that_came() -> None:
    found = blocks(answers_about("sofie"))
    assert [type(block).__name__ for block in found] == ["Card", "Card", "Card", "Timeline"]
    assert found[0].key == "failed-1"
    assert named(answers_about("sofie"))["failed-1"].value == Words(
        "Flemish Agency for Persons with Disabilities (VAPH)"
    )


def test_what_needs_the_citizen_is_a_todo_with_its_day() -> None:
    (todo,) = THEME.todos(answers_about("noor"))
    assert (todo.title, todo.line, todo.due) == (
        "Mijn VerbouwPremie: dak en zolder",
        "Bezorg de facturen van de dakwerken.",
        PartialDate(2026, 12, 11),
    )
    assert todo.href.startswith("/dossiers/")
    assert THEME.todos(answers_about("emma")) == []


def test_an_action_without_words_says_at_least_the_state() -> None:
    given = having(a_file("<Code>DossierOnvolledig</Code><Actie><ActieNodig>1</ActieNodig></Actie>"))
    assert [todo.line for todo in THEME.todos(given)] == ["Something is missing"]


def test_the_tile_counts_files_and_those_that_need_the_citizen() -> None:
    face = THEME.tile(answers_about("noor"))
    assert face is not None
    assert (face.headline, face.tag) == ("2 files", Tag("1 needs you", "act"))
    assert THEME.tile(answers_about("robin")) is None


def test_a_state_of_the_past_year_is_news() -> None:
    assert [each.date for each in THEME.news(answers_about("noor"))] == [
        PartialDate(2026, 11, 9),
        PartialDate(2025, 12, 4),
    ]
    assert THEME.news(answers_about("jozef")) == []


@pytest.mark.parametrize("person", CAST, ids=lambda person: person.slug)
def test_every_fact_of_the_cast_has_a_label_and_a_meaning(person: Person) -> None:
    assert all(block.label and block.meaning for block in blocks(answers_about(person.slug)))


@pytest.mark.shared
def test_every_shared_answer_makes_a_page_and_a_tile(magda_mock: Path) -> None:
    for file, node in shared(magda_mock, geef_dossiers.SERVICE):
        given = answers(GeefDossiers=geef_dossiers.parse(node))
        found = blocks(given)
        assert found, file
        assert all(block.label and block.meaning for block in found)
        assert THEME.tile(given) is not None
        THEME.todos(given), THEME.news(given)
