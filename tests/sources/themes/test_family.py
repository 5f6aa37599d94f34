"""What a citizen reads under "You and your family"."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from burgerprofiel.kit import clock
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.geef_gezinssamenstelling import SERVICE as HOUSEHOLD
from burgerprofiel.sources.connectors.magda.services.geef_historiek_persoon import SERVICE as HISTORY
from burgerprofiel.sources.connectors.magda.services.geef_persoon import SERVICE as PERSON
from burgerprofiel.sources.facts import Address, Day, Secret, Span, Timeline, Tree, Words
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes.family import THEME
from tests.sources.family_cases import LOTTE, NAME, NOOR, blocks, card, person_xml, rows, told

TODAY = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_english_today() -> object:
    with translation.override("en"), clock.frozen_at(TODAY):
        yield


def person(below: str = "") -> Answers:
    return told((PERSON, person_xml(below)))


def document(*, expires: str, attributes: str = "") -> str:
    return (
        f"<Identiteitsbewijzen><Identiteitsbewijs {attributes}><Type><Code>0000</Code></Type>"
        f"<Nummer>592571323260</Nummer><Vervalgegevens><Vervaldatum>{expires}</Vervaldatum></Vervalgegevens>"
        "</Identiteitsbewijs></Identiteitsbewijzen>"
    )


def test_of_a_birth_only_the_year_may_be_known() -> None:
    birth = card("birth", "birth-0", person("<Geboorte><Datum>1992-00-00</Datum></Geboorte>"))
    assert birth.value == Day(PartialDate(1992))


def test_a_person_without_any_detail_has_a_name_and_a_hidden_number_and_empty_sections() -> None:
    answers = person()
    assert card("identity", "name", answers).value == Words("Noor Vandenbos")
    assert card("identity", "number", answers).value == Secret("85.63.14-412.36")
    for section in ("nationality", "civil", "documents", "address", "household", "birth", "status", "after"):
        assert blocks(section, answers) == {}


def test_two_nationalities_are_two_cards_in_our_words_or_those_of_the_source() -> None:
    held = (
        "<Nationaliteiten><Nationaliteit><Code>150</Code><Omschrijving>Belg</Omschrijving></Nationaliteit>"
        "<Nationaliteit><Code>123</Code><Omschrijving>Portugal</Omschrijving></Nationaliteit></Nationaliteiten>"
    )
    values = [getattr(block, "value", None) for block in blocks("nationality", person(held)).values()]
    assert values == [Words("Belgian"), Words("Portugal")]


def test_a_deceased_person_is_shown_with_place_and_deed_and_has_nothing_to_do() -> None:
    death = "<Overlijden><Datum>1996-06-01</Datum><Aktenummer>1234</Aktenummer></Overlijden>"
    answers = person(document(expires="2018-03-14") + death)
    found = card("after", "death-0", answers)
    assert found.value == Day(PartialDate(1996, 6, 1))
    assert rows(found)["Number of the certificate"] == Words("1234")
    assert THEME.todos(answers) == []
    assert THEME.news(answers) == []


def test_an_administration_order_is_said_in_the_section_and_on_the_tile() -> None:
    status = '<Statussen><Status DatumBegin="2022-05-17"><Code>111</Code></Status></Statussen>'
    answers = person(status)
    assert card("status", "status-0", answers).value == Words("Under an administration order")
    face = THEME.tile(answers)
    assert face is not None
    assert face.tag is not None
    assert face.tag.text == "Under an administration order"


def test_a_protection_that_ended_is_off_the_tile() -> None:
    status = '<Statussen><Status DatumBegin="2022-05-17" DatumEinde="2024-01-01"><Code>111</Code></Status></Statussen>'
    face = THEME.tile(person(status))
    assert face is not None
    assert face.tag is None


@pytest.mark.parametrize(
    ("expires", "title"),
    [
        ("2026-11-20", "Your identity card has expired"),
        ("2026-11-21", "Your identity card expires soon"),
        ("2027-02-21", "Your identity card expires soon"),
        ("2027-02-22", None),
        ("2027-02-00", None),
        ("2027-01-00", "Your identity card expires soon"),
        ("2036-01-01", None),
    ],
)
def test_a_card_that_ends_within_three_months_must_be_renewed(expires: str, title: str | None) -> None:
    assert [todo.title for todo in THEME.todos(person(document(expires=expires)))] == ([title] if title else [])


def test_an_old_card_does_not_matter_once_there_is_a_newer_one() -> None:
    old = document(expires="2020-01-01", attributes='DatumBegin="2010-01-01"')
    new = document(expires="2030-01-01", attributes='DatumBegin="2020-01-01"')
    joined = old.replace("</Identiteitsbewijzen>", "") + new.replace("<Identiteitsbewijzen>", "")
    assert THEME.todos(person(joined)) == []


def test_an_identity_card_number_is_hidden_until_asked() -> None:
    found = card("documents", "document-0", person(document(expires="2036-01-01")))
    assert found.value == Secret("592571323260")
    assert found.tag is not None
    assert found.tag.text == "Valid"


def address(since: str) -> str:
    return (
        f'<Adressen><Hoofdverblijfplaats DatumBegin="{since}"><Straatnaam><String>Kerkstraat</String></Straatnaam>'
        "<Huisnummer>5</Huisnummer><Busnummer>2</Busnummer><Gemeentenaam><String>Zonnegem</String></Gemeentenaam>"
        "<Land><String>BELGIE</String></Land><Postcode>9999</Postcode></Hoofdverblijfplaats></Adressen>"
    )


def test_an_address_reads_as_on_an_envelope_without_the_country_at_home() -> None:
    answers = person(address("2019-05-03"))
    assert card("address", "main-0", answers).value == Address(("Kerkstraat 5 box 2", "9999 Zonnegem"))


def test_a_move_within_the_year_is_news_and_an_older_one_is_not() -> None:
    assert [news.title for news in THEME.news(person(address("2026-02-01")))] == ["You have a new address"]
    assert THEME.news(person(address("2019-05-03"))) == []


def household(*members: tuple[str, str]) -> str:
    people = "".join(
        f"<Gezinslid><INSZ>{ssin}</INSZ>{NAME}<Positie><Code>{code}</Code></Positie></Gezinslid>"
        for ssin, code in members
    )
    return f"<Gezinsleden>{people}</Gezinsleden>"


def test_the_tile_counts_the_household_and_names_the_address() -> None:
    answers = told((PERSON, person_xml(address("2019-05-03"))), (HOUSEHOLD, household((NOOR, "01"), (LOTTE, "03"))))
    face = THEME.tile(answers)
    assert face is not None
    assert face.headline == "2 people in your household"
    assert face.line == "Kerkstraat 5 box 2, 9999 Zonnegem, since 3 May 2019"


def test_a_tile_without_a_known_household_counts_nobody() -> None:
    face = THEME.tile(person())
    assert face is not None
    assert face.headline == "Noor Vandenbos"


def test_the_tree_is_seen_from_the_reader() -> None:
    people = household((NOOR, "01"), (LOTTE, "03"))
    mother = told((PERSON, person_xml()), (HOUSEHOLD, people))
    tree = blocks("household", mother)["household"]
    assert isinstance(tree, Tree)
    assert [(one.generation, one.me) for one in tree.people] == [(0, True), (1, False)]
    child = told((PERSON, person_xml().replace(NOOR, LOTTE)), (HOUSEHOLD, people))
    tree = blocks("household", child)["household"]
    assert isinstance(tree, Tree)
    assert [(one.generation, one.me) for one in tree.people] == [(-1, False), (0, True)]


def test_the_household_still_shows_from_the_own_file_when_its_source_is_down() -> None:
    head = f"<Referentiepersoon><INSZ>{LOTTE}</INSZ>{NAME}<Positie><Code>02</Code></Positie></Referentiepersoon>"
    tree = blocks("household", person(head))["household"]
    assert isinstance(tree, Tree)
    assert [(one.me, one.role) for one in tree.people] == [(True, "You (Husband or wife)"), (False, "Reference person")]


def test_the_household_shows_without_the_own_file_but_says_of_nobody_that_it_is_you() -> None:
    tree = blocks("household", told((HOUSEHOLD, household((NOOR, "01")))))["household"]
    assert isinstance(tree, Tree)
    assert [one.me for one in tree.people] == [False]


def test_an_earlier_address_ends_where_the_next_begins() -> None:
    homes = "".join(f'<Hoofdverblijfplaats DatumBegin="{since}"/>' for since in ("2010-01-01", "2000-00-00"))
    history = (
        "<HistoriekPersoon><HistoriekAdressen><HistoriekHoofdverblijfplaats>"
        f"{homes}</HistoriekHoofdverblijfplaats></HistoriekAdressen></HistoriekPersoon>"
    )
    line = blocks("address-history", told((HISTORY, history)))["addresses"]
    assert isinstance(line, Timeline)
    assert [(bar.began, bar.ended) for bar in line.bars] == [
        (PartialDate(2000), PartialDate(2010, 1, 1)),
        (PartialDate(2010, 1, 1), None),
    ]


def test_an_earlier_civil_status_does_not_look_as_if_it_still_holds() -> None:
    states = "".join(
        f'<BurgerlijkeStaat DatumBegin="{since}"><Code>{code}</Code><Aktenummer>18</Aktenummer></BurgerlijkeStaat>'
        for code, since in (("40", "2009-03-16"), ("20", "1994-07-02"))
    )
    xml = f"<HistoriekPersoon><HistoriekBurgerlijkeStaat>{states}</HistoriekBurgerlijkeStaat></HistoriekPersoon>"
    answers = told((HISTORY, xml))
    married = rows(card("history", "civil-1", answers))["Period"]
    assert married == Span(PartialDate.of(date(1994, 7, 2)), PartialDate.of(date(2009, 3, 16)))


def test_the_history_does_not_repeat_what_the_own_file_tells() -> None:
    birth = "<Geboorte><Datum>1985-03-14</Datum></Geboorte>"
    sex = "<Geslacht><Code>2</Code></Geslacht>"
    history = (
        f"<HistoriekPersoon><HistoriekGeslacht>{sex}</HistoriekGeslacht>"
        f"<HistoriekGeboorte>{birth}</HistoriekGeboorte></HistoriekPersoon>"
    )
    assert {"birth-0", "sex-0"} <= set(blocks("history", told((HISTORY, history))))
    both = told((PERSON, person_xml(sex + birth)), (HISTORY, history))
    assert set(blocks("history", both)) == {"file"}


def test_every_text_of_the_page_is_there_without_any_answer() -> None:
    assert all(section.title() and section.empty() for section in THEME.sections)
    assert THEME.tile(Answers()) is None


def test_in_dutch_a_citizen_reads_dutch() -> None:
    with translation.override("nl"):
        face = THEME.tile(told((HOUSEHOLD, household((NOOR, "01"), (LOTTE, "03")))))
        assert face is not None
        assert face.headline == "2 gezinsleden"
