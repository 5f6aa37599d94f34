"""By what a fact is known: what it says, not what we say of it; whose it is and where it stands."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.portal.asking.asked import Asked, Name, Reads, fact, in_every_language, seen
from burgerprofiel.sources.facts import Block, Card, Row, Scale, Span, Tag, Timeline, Words
from tests.portal import world

DAY = date(2026, 11, 22)
NAME = Name(CitizenId(UUID(int=1)), "family", "identity", "name", "family")
TEXTS = st.text(max_size=8)
ROWS = st.lists(st.builds(Row, TEXTS, st.none() | st.builds(Words, TEXTS)), max_size=3).map(tuple)
TAGS = st.none() | st.builds(Tag, TEXTS, st.sampled_from(["good", "act", "bad", "plain"]))
CARDS = st.builds(
    Card,
    key=st.just("name"),
    label=TEXTS,
    value=st.none() | st.builds(Words, TEXTS),
    meaning=TEXTS,
    tag=TAGS,
    rows=ROWS,
)


def known(block: Block | None, name: Name = NAME) -> bytes:
    def read() -> Reads | None:
        return Reads("", block, "") if block else None

    return seen(Asked(name, (), "", "", None, read, str, lambda: None), DAY)


@given(CARDS, CARDS)
def test_two_are_the_same_when_they_say_the_same_whatever_we_say_of_them(one: Card, other: Card) -> None:
    said = [msgspec.structs.replace(each, meaning="") for each in (one, other)]
    assert (known(one) == known(other)) is (said[0] == said[1])


@given(CARDS, TEXTS)
def test_other_words_about_it_change_nothing(one: Card, meaning: str) -> None:
    assert known(one) == known(msgspec.structs.replace(one, meaning=meaning))


@given(CARDS, st.integers(min_value=2), TEXTS.filter(lambda it: it not in ("", "name")))
def test_what_is_somebody_elses_or_stands_elsewhere_is_another(one: Card, whose: int, key: str) -> None:
    for name in (NAME._replace(owner=CitizenId(UUID(int=whose % 2**128 or 2))), NAME._replace(key=key)):
        assert name == NAME or known(one, name) != known(one)


def test_the_averages_of_others_are_no_part_of_it_and_ones_own_value_is() -> None:
    label = world.epc()
    mine = tuple(each for each in label.marks if each.mine)
    changed = tuple(msgspec.structs.replace(each, value=each.value + 1) for each in mine)
    assert known(label) == known(msgspec.structs.replace(label, marks=mine, note="Nieuwe gemiddelden."))
    assert known(label) != known(msgspec.structs.replace(label, marks=changed))
    assert isinstance(label, Scale)


def test_a_period_that_changed_changes_it() -> None:
    line: Timeline = world.career()
    shorter = msgspec.structs.replace(line, bars=line.bars[1:])
    assert known(line) != known(shorter)


def test_what_does_not_stand_there_is_known_by_nothing() -> None:
    assert known(None) == b""


def test_whoever_opens_a_report_reads_its_dates_in_their_language_too() -> None:
    reads = Reads("", Card(key="job", label="AZ", value=Span(PartialDate(2007, 9, 1), None), meaning=""), "")
    it = Asked(NAME, (), "", "", None, lambda: reads, str, lambda: None)
    told = in_every_language(it, fact(it, reads))
    assert {language: told.reading_in(language).said.value for language in told.readings} == {
        "nl": "sinds 1 september 2007",
        "fr": "depuis le 1er septembre 2007",
        "de": "seit dem 1. September 2007",
        "en": "since 1 September 2007",
    }
