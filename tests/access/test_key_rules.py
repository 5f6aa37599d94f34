"""Who may use which key: the whole table, at every age and on every birthday, then through the door (A3, A6)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.access.restrictions import Restricted
from burgerprofiel.access.rules.facts import Act, Card, CardKind, Facts
from burgerprofiel.access.rules.table import TABLE, Rule, what_forbids
from burgerprofiel.kit.age import OLDEST, Ages, ages
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.partial_date import PartialDate

DAY = date(2026, 11, 22)
DIGITAL = [key for key in Key if key is not Key.eid]
FROM_12 = [key for key in DIGITAL if key is not Key.itsme]
KIDS_ID = Card(CardKind.CITIZEN, DAY + timedelta(days=365))
RESIDENCE = Card(CardKind.FOREIGNER, DAY + timedelta(days=365))
acts, keys, years = st.sampled_from(Act), st.sampled_from(Key), st.integers(0, 120)
births = st.one_of(
    st.dates(date(1900, 1, 1), DAY), st.sampled_from([date(year, 2, 29) for year in range(1904, 2026, 4)])
).map(PartialDate.of)
partly = births.flatmap(
    lambda born: st.sampled_from([born, PartialDate(born.year, born.month), PartialDate(born.year), None])
)
restrictions = st.frozensets(st.sampled_from(Restricted))
cards = st.none() | st.builds(Card, st.sampled_from(CardKind), st.dates(date(2020, 1, 1), date(2035, 1, 1)))
days = st.dates(date(2026, 1, 1), date(2040, 12, 31))
anything = st.builds(
    lambda born, day, **known: Facts(day=day, ages=ages(born, day), **known),
    partly,
    days,
    act=acts,
    key=keys,
    restrictions=restrictions,
    card=cards,
)


def reason(
    key: Key,
    old: int | Ages,
    *says: Restricted,
    act: Act = Act.SIGN_IN,
    card: Card | None = None,
) -> str:
    """Why not; empty when the key may be used."""
    between = old if isinstance(old, Ages) else Ages(old, old)
    rule = what_forbids(Facts(act, key, DAY, between, frozenset(says), card))
    return rule.reason if rule else ""


def expected_at(key: Key, old: int) -> str:
    """A3 in one place, told another way than the table does."""
    if old < 6:
        return "under-6"
    if key is Key.eid:
        return ""
    return "under-12" if old < 12 else "under-16" if key is Key.itsme and old < 16 else ""


@given(acts, keys, years)
def test_a3_at_every_age_every_key_answers_as_the_law_says(act: Act, key: Key, old: int) -> None:
    assert reason(key, old, act=act) == expected_at(key, old)


@pytest.mark.parametrize("key", Key)
@pytest.mark.parametrize("old", range(6))
def test_a3_under_6_no_key_at_all(key: Key, old: int) -> None:
    assert reason(key, old, card=KIDS_ID if key is Key.eid else None) == "under-6"


@pytest.mark.parametrize("old", range(6, 12))
def test_a3_from_6_to_12_belgian_children_use_their_kids_id_and_nothing_else(old: int) -> None:
    assert reason(Key.eid, old, card=KIDS_ID) == ""
    assert {reason(key, old) for key in DIGITAL} == {"under-12"}


def test_a3_on_the_12th_birthday_the_kids_id_stays_usable_until_it_expires() -> None:
    last_day = Card(CardKind.CITIZEN, DAY)
    assert reason(Key.eid, 12, card=KIDS_ID) == ""
    assert reason(Key.eid, 12, card=last_day) == ""
    assert reason(Key.eid, 12, card=Card(CardKind.CITIZEN, DAY - timedelta(days=1))) == "card-expired"


@pytest.mark.parametrize("key", FROM_12)
def test_a3_digital_keys_from_12(key: Key) -> None:
    assert [reason(key, old) for old in (11, 12)] == ["under-12", ""]
    assert [reason(key, old, act=Act.ENROL) for old in (11, 12)] == ["under-12", ""]


def test_a3_itsme_from_16() -> None:
    assert [reason(Key.itsme, old) for old in (11, 12, 15, 16)] == ["under-12", "under-16", "under-16", ""]


def test_a3_children_who_are_not_belgian_have_a_card_without_chip() -> None:
    assert [reason(Key.eid, old, card=RESIDENCE) for old in (5, 6, 11, 12)] == [
        "under-6",
        "non-belgian-child",
        "non-belgian-child",
        "",
    ]


@given(births.map(lambda born: born.earliest), keys, st.sampled_from([6, 12, 16]))
def test_a3_the_day_before_the_birthday_it_is_no_and_on_the_day_itself_yes(born: date, key: Key, old: int) -> None:
    leaps = (born.month, born.day) == (2, 29) and (born.year + old) % 4
    birthday = date(born.year + old, 3, 1) if leaps else born.replace(year=born.year + old)

    def on(day: date) -> str:
        rule = what_forbids(Facts(Act.SIGN_IN, key, day, ages(PartialDate.of(born), day)))
        return rule.reason if rule else ""

    assert on(birthday) == expected_at(key, old)
    assert on(birthday - timedelta(days=1)) == expected_at(key, old - 1)


@given(st.sampled_from(Act), keys, partly, days)
def test_an_unknown_birth_date_is_decided_on_the_safe_side(
    act: Act, key: Key, born: PartialDate | None, day: date
) -> None:
    between = ages(born, day)
    rule = what_forbids(Facts(act, key, day, between))
    surely = not expected_at(key, between.least)
    assert (rule is None) == surely
    never = expected_at(key, between.most)
    if rule is not None and not never:
        assert rule.reason.startswith("perhaps-")


def test_with_the_year_alone_an_adult_uses_every_key() -> None:
    assert {reason(key, ages(PartialDate(1992), DAY)) for key in Key} == {""}


def test_who_has_no_birth_date_at_all_is_told_so() -> None:
    assert {reason(key, Ages(0, OLDEST)) for key in Key} == {"perhaps-under-6"}


def test_a_residence_card_of_somebody_who_may_be_a_child_is_refused() -> None:
    assert reason(Key.eid, Ages(11, 12), card=RESIDENCE) == "perhaps-non-belgian-child"
    assert reason(Key.eid, Ages(11, 12), card=KIDS_ID) == ""


@given(years, acts)
def test_a6_without_a_statement_of_the_judge_the_eid_keeps_working(old: int, act: Act) -> None:
    assert reason(Key.eid, old + 6, act=act, card=KIDS_ID) == ""


def test_a6_an_order_may_exclude_signing_in_with_the_eid() -> None:
    assert reason(Key.eid, 58, Restricted.NO_EID_SIGN_IN, card=KIDS_ID) == "order-excludes-eid"


@pytest.mark.parametrize("key", DIGITAL)
def test_a6_that_order_is_about_the_eid_alone(key: Key) -> None:
    assert reason(key, 58, Restricted.NO_EID_SIGN_IN) == ""


@pytest.mark.parametrize("key", Key)
def test_a6_an_order_may_exclude_signing_digitally_and_then_reading_goes_on(key: Key) -> None:
    assert reason(key, 58, Restricted.NO_SIGNING, act=Act.SIGN) == "order-excludes-signing"
    assert reason(key, 58, Restricted.NO_SIGNING) == ""


def test_a6_an_order_may_exclude_both() -> None:
    both = Restricted.NO_EID_SIGN_IN, Restricted.NO_SIGNING
    assert reason(Key.eid, 58, *both) == "order-excludes-eid"
    assert reason(Key.eid, 58, *both, act=Act.SIGN) == "order-excludes-signing"


@given(anything)
def test_nobody_uses_a_key_of_somebody_who_died(facts: Facts) -> None:
    rule = what_forbids(facts)
    if Restricted.DECEASED in facts.restrictions:
        assert rule
        assert rule.reason == "deceased"


@pytest.mark.parametrize("act", [act for act in Act if act is not Act.ACTIVATE])
def test_a_lock_closes_every_key_but_the_eid(act: Act) -> None:
    assert {reason(key, 40, Restricted.LOCKED, act=act) for key in DIGITAL} == {"locked"}
    assert reason(Key.eid, 40, Restricted.LOCKED, act=act) == ""


def test_who_locked_their_keys_gets_new_ones_at_a_counter() -> None:
    assert {reason(key, 40, Restricted.LOCKED, act=Act.ACTIVATE) for key in FROM_12} == {""}


def test_a6_a_counter_is_no_way_round_what_a_judge_excluded() -> None:
    """Who may not sign in with the eID gets no other keys in its place; those they have keep working."""
    for key in FROM_12:
        assert reason(key, 58, Restricted.NO_EID_SIGN_IN, act=Act.ACTIVATE) == "order-excludes-new-keys"
        assert reason(key, 58, Restricted.NO_EID_SIGN_IN) == ""


@given(anything, restrictions)
def test_a_restriction_more_never_opens_a_door(facts: Facts, more: frozenset[Restricted]) -> None:
    tighter = Facts(facts.act, facts.key, facts.day, facts.ages, facts.restrictions | more, facts.card)
    if what_forbids(facts):
        assert what_forbids(tighter)


@given(anything, st.integers(0, 100))
def test_growing_older_never_closes_a_door(facts: Facts, more: int) -> None:
    least, most = facts.ages
    older = Facts(facts.act, facts.key, facts.day, Ages(least + more, most + more), facts.restrictions, facts.card)
    if what_forbids(facts) is None:
        assert what_forbids(older) is None


@given(anything)
def test_knowing_more_of_a_birth_date_never_closes_a_door(facts: Facts) -> None:
    for exactly in range(facts.ages.least, min(facts.ages.most, 20) + 1):
        known = Facts(facts.act, facts.key, facts.day, Ages(exactly, exactly), facts.restrictions, facts.card)
        if what_forbids(facts) is None:
            assert what_forbids(known) is None


@pytest.mark.parametrize("rule", TABLE, ids=lambda rule: rule.reason)
def test_every_row_has_a_reason_of_its_own_and_somebody_whom_it_stops(rule: Rule) -> None:
    assert [other.reason for other in TABLE].count(rule.reason) == 1
    ages_to_try = [Ages(age, age) for age in range(20)] + [Ages(5, 6), Ages(11, 12), Ages(15, 16)]
    cards_to_try = (None, KIDS_ID, RESIDENCE, Card(CardKind.CITIZEN, DAY - timedelta(days=1)))
    stopped = [
        facts
        for act in Act
        for key in Key
        for between in ages_to_try
        for card in cards_to_try
        for says in (frozenset(), *(frozenset({kind}) for kind in Restricted))
        if what_forbids(facts := Facts(act, key, DAY, between, says, card)) is rule
    ]
    assert stopped
