"""What a citizen reads about work and pension, from the home page's tile to the last contract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Cause, Unavailable
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.simulators.magda.cast import CAST
from burgerprofiel.sources.connectors.magda.services.geef_dmfa_voor_werknemer import (
    Declaration,
    Declarations,
    Job,
    Line,
    Worked,
)
from burgerprofiel.sources.connectors.magda.services.geef_loopbaanonderbrekingen import CareerBreak, CareerBreaks
from burgerprofiel.sources.connectors.magda.services.geef_werkrelaties import Contract, Employments
from burgerprofiel.sources.facts import Block, Card, Link, Quantity, Span, Timeline
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes.work import THEME
from tests.sources.work_cases import answers, answers_about, shared

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_english_on_a_fixed_day() -> Iterator[None]:
    with clock.frozen_at(NOW), translation.override("en"):
        yield


def day(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def contract(began: str = "", ended: str = "", **more: Any) -> Contract:
    given: dict[str, Any] = {name: "" for name, kind in Contract.__annotations__.items() if kind == "str"}
    given |= {"employer": "0812345108", "planned_days": None, "cancelled": False, "declared": None, "changed": None}
    given |= {"control_cards": (), "interim_user": None, "workplace": None}
    return Contract(**(given | {"began": day(began), "ended": day(ended)} | more))


def pause(began: str, ended: str) -> CareerBreak:
    given: dict[str, Any] = {name: "" for name, kind in CareerBreak.__annotations__.items() if kind == "str"}
    given |= {"monthly": None, "hours": None, "full_hours": None, "category": "Zorgkrediet"}
    return CareerBreak(**(given | {"began": day(began), "ended": day(ended)}))


def declaration(quarter: str, created: str, **more: Any) -> Declaration:
    given: dict[str, Any] = {name: "" for name, kind in Declaration.__annotations__.items() if kind == "str"}
    given |= {"replaced": False, "replaces": False, "under_trustee": None, "net_due": None, "holidays_begin": None}
    return Declaration(**(given | {"quarter": quarter, "created": day(created), "lines": ()} | more))


def employed(*contracts: Contract) -> Answers:
    return answers(GeefWerkrelaties=Employments(contracts))


def section(key: str, given: Answers) -> Sequence[Block]:
    return next(one for one in THEME.sections if one.key == key).build(given)


def cards(key: str, given: Answers) -> list[Card]:
    return [block for block in section(key, given) if isinstance(block, Card)]


def row(card: Card, label: str) -> list[Any]:
    return [one.value for one in card.rows if one.label == label]


def test_the_tile_names_the_place_of_work_and_since_when() -> None:
    face = THEME.tile(answers_about("noor"))
    assert face is not None
    assert (face.headline, face.line) == ("AZ Zonnegem", "At work since 1 September 2007")


def test_the_tile_of_an_entrepreneur_names_the_occupation() -> None:
    face = THEME.tile(answers_about("samira"))
    assert face is not None
    assert (face.headline, face.line) == ("Self-employed: Bakker", "You worked in 13 calendar years")


def test_the_tile_of_a_pensioner_counts_the_years_of_work() -> None:
    face = THEME.tile(answers_about("jozef"))
    assert face is not None
    assert (face.headline, face.line) == ("No job known today", "You worked in 48 calendar years")


def test_the_tile_is_silent_when_no_source_knows_anything() -> None:
    assert THEME.tile(answers_about("robin")) is None


def test_a_silent_source_never_becomes_no_job() -> None:
    silent = Unavailable(clock.now(), Cause.TIMEOUT)
    given = answers(GeefLoopbaanARZA=silent, GeefWerkrelaties=Employments((contract("2010", "2012"),)))
    face = THEME.tile(given)
    assert face is not None
    assert face.headline == "You worked in 3 calendar years"
    assert face.tag is not None
    years = cards("pension", given)
    assert years[0].tag is not None
    assert years[0].tag.text == "Not complete now"


def test_a_hundred_contracts_of_an_agency_read_as_stretches_of_work() -> None:
    begin = datetime(2024, 1, 1, tzinfo=UTC).date()
    weeks = [begin + timedelta(weeks=number) for number in range(50)]
    weeks += [begin + timedelta(weeks=number) for number in range(60, 110)]
    given = employed(*(contract(str(week), str(week + timedelta(days=4)), planned_days=5) for week in weeks))
    (card,) = cards("jobs", given)
    assert [one.label for one in card.rows if "contract" in one.label] == ["50 contracts", "50 contracts"]
    assert row(card, "Planned working days") == [Quantity(Decimal(500))]
    (timeline,) = section("career", given)
    assert isinstance(timeline, Timeline)
    assert len(timeline.bars) == 2


def test_the_contracts_of_one_employer_are_one_card_with_each_contract_in_it() -> None:
    given = employed(contract("2025-07-01", "2025-08-31", number="1"), contract("2026-07-01", "2026-08-31", number="2"))
    (card,) = cards("jobs", given)
    assert card.value == Span(PartialDate(2025, 7, 1), PartialDate(2026, 8, 31))
    assert [one.label for one in card.rows if one.label.startswith("Contract")] == ["Contract 2", "Contract 1"]


def test_a_taken_back_declaration_says_so_and_does_not_count() -> None:
    given = employed(contract("2025-07-01", "2025-08-31", cancelled=True))
    (card,) = cards("jobs", given)
    assert card.tag is not None
    assert card.tag.text == "Taken back"
    assert section("career", given) == ()
    assert cards("pension", given)[0].value == Quantity(Decimal(0), "years of work")


def test_an_expected_end_in_the_future_is_work_of_today() -> None:
    given = employed(contract("2023-01-01", "2029-01-01"))
    (card,) = cards("jobs", given)
    assert card.value == Span(PartialDate(2023, 1, 1), PartialDate(2029, 1, 1))
    assert card.tag is not None
    assert card.tag.text == "Still going on"


def test_work_of_today_stands_before_work_of_before() -> None:
    given = employed(contract("2003-09-01", "2015-02-28", employer="0812345207"), contract("2015-03-01"))
    assert [card.tag is not None for card in cards("jobs", given)] == [True, False]


def test_work_that_still_has_to_begin_says_so() -> None:
    (card,) = cards("jobs", employed(contract("2026-12-01")))
    assert card.tag is not None
    assert card.tag.text == "Starts later"


def test_a_job_that_began_within_sixty_days_is_news() -> None:
    assert [item.key for item in THEME.news(employed(contract("2026-10-01")))] == ["job-began-0812345108"]
    assert not THEME.news(employed(contract("2026-09-01")))


def test_a_job_that_ended_within_sixty_days_is_news_unless_it_goes_on() -> None:
    over = contract("2020-01-01", "2026-10-31")
    assert [item.key for item in THEME.news(employed(over))] == ["job-ended-0812345108"]
    assert not THEME.news(employed(over, contract("2026-11-01")))


def test_a_break_that_ends_within_sixty_days_needs_attention_unless_it_is_renewed() -> None:
    soon, next_one = pause("2026-06-01", "2026-12-31"), pause("2027-01-01", "2027-06-30")
    (todo,) = THEME.todos(answers(GeefLoopbaanonderbrekingen=CareerBreaks((soon,))))
    assert (todo.due, todo.title) == (PartialDate(2026, 12, 31), "Flemish care credit ends soon")
    assert not THEME.todos(answers(GeefLoopbaanonderbrekingen=CareerBreaks((soon, next_one))))


def test_a_contract_that_ends_soon_needs_attention_but_a_student_job_does_not() -> None:
    assert [todo.due for todo in THEME.todos(employed(contract("2025-01-01", "2026-12-15", kind="OTH")))] == [
        PartialDate(2026, 12, 15)
    ]
    assert not THEME.todos(employed(contract("2026-11-01", "2026-12-15", kind="STU")))
    assert not THEME.todos(answers_about("oksana"))


def test_renewals_of_the_same_break_are_one_card() -> None:
    given = answers(GeefLoopbaanonderbrekingen=CareerBreaks((pause("2017-03", "2017-05"), pause("2017-06", "2018-02"))))
    (card,) = cards("breaks", given)
    assert card.value == Span(PartialDate(2017, 3), PartialDate(2018, 2))
    assert len(row(card, "Period of the break")) == 2


def test_only_the_last_version_of_a_declaration_counts_and_it_tells_what_it_replaces() -> None:
    old = declaration("20242", "2024-07-21", replaced=True, employer="0454394421")
    new = declaration("20242", "2024-08-06", replaces=True, employer="0454394421")
    (card,) = cards("quarters", answers(GeefDmfaVoorWerknemer=Declarations((old, new))))
    assert (card.label, card.tag and card.tag.text) == ("Quarter 2 of 2024", "Corrected declaration")
    assert len(row(card, "Replaces the declaration of")) == 1


def test_a_quarter_without_days_worked_tells_the_other_days_or_its_period() -> None:
    job = {"began": None, "ended": None, "joint_committee": "", "days_per_week": None, "part_time": None, "hours": None}
    job |= {"full_hours": None, "sick_pay": None, "workplace": "", "workplace_nis": ""}
    line = {"worker_code": "", "employer_category": "", "cross_border": None}
    period = {"began": day("2024-01-01"), "ended": day("2024-03-31")}
    ill = Line(**line, **period, jobs=(Job(**job, worked=(Worked("50", Decimal(26)),)),))  # type: ignore[arg-type]
    idle = Line(**line, **period, jobs=())  # type: ignore[arg-type]
    given = Declarations((declaration("20241", "2024-04-22", lines=(ill,)), declaration("20234", "", lines=(idle,))))
    values = [card.value for card in cards("quarters", answers(GeefDmfaVoorWerknemer=given))]
    assert values == [Quantity(Decimal(26), "declared days"), Span(PartialDate(2024, 1, 1), PartialDate(2024, 3, 31))]


def test_what_a_declaration_is_for_is_told_on_the_first_that_counts() -> None:
    given = Declarations((declaration("20243", "", status="Geannuleerd"), *(declaration(f"2024{n}", "") for n in "12")))
    told = ["pay slips" in card.meaning for card in cards("quarters", answers(GeefDmfaVoorWerknemer=given))]
    assert told == [False, True, False]


def test_employers_lead_to_their_public_page() -> None:
    card, _before = cards("jobs", answers_about("wouter"))
    (link,) = row(card, "Enterprise number of the employer")
    assert isinstance(link, Link)
    assert link.text == "0812.345.306"
    assert link.url.startswith("https://kbopub.economie.fgov.be/")


def test_the_pension_section_says_what_it_does_not_know_and_where_to_look() -> None:
    *_years, last = cards("pension", answers_about("samira"))
    assert isinstance(last.value, Link)
    assert last.value.url == "https://www.mypension.be"
    assert "do not say" in last.meaning


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_every_card_of_the_whole_cast_says_what_it_means(language: str) -> None:
    with translation.override(language):
        blocks = [
            block
            for person in CAST
            for one in THEME.sections
            for given in [answers_about(person.slug)]
            if any(given.data(service) is not None for service in one.services)
            for block in one.build(given)
        ]
    assert len(blocks) > 40
    assert all(block.meaning and block.label for block in blocks)


@pytest.mark.shared
def test_the_page_and_the_tile_hold_for_every_shared_person(magda_mock: Path) -> None:
    people: dict[str, dict[str, Any]] = {}
    for service in THEME.services:
        for ssin, node in shared(magda_mock, service):
            value = service.parse(node)
            if value is not None:
                people.setdefault(ssin, {})[service.name] = value
    assert len(people) > 30
    for known in people.values():
        given = answers(**known)
        face = THEME.tile(given)
        assert face is not None
        assert face.headline
        THEME.todos(given)
        THEME.news(given)
        for one in THEME.sections:
            if any(given.data(service) is not None for service in one.services):
                keys = [block.key for block in one.build(given)]
                assert len(keys) == len(set(keys))
