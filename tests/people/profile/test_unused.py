"""Two years without sign-in: told at 23 months, removed at 24, never untold (E3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from importlib import import_module
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from burgerprofiel.audit.queries import events_of
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.kinds import How
from burgerprofiel.notices.models import Notice, Preference, Setting, Waiting
from burgerprofiel.notices.models.push import Subscription
from burgerprofiel.notices.preferences.actions import set_times
from burgerprofiel.notices.push.actions import start, stop
from burgerprofiel.people.actions import meet
from burgerprofiel.people.models import Contact, ContactProof, Profile, SavedAddress
from burgerprofiel.people.profile import forgetting, own, signals, unused
from burgerprofiel.people.profile.actions import note_seen
from burgerprofiel.people.profile.contact import Kind
from burgerprofiel.people.profile.contacts import actions as contacts
from burgerprofiel.people.profile.mine import Mine, profile_of
from burgerprofiel.people.profile.photo import actions as photo
from burgerprofiel.people.profile.photo.picture import Part
from burgerprofiel.people.profile.photo.queries import photo_of
from burgerprofiel.people.profile.saved import actions as saved
from tests.people.profile.giving import TRACE, WOUTER, contact, noor
from tests.people.profile.holding import browser, choice, subscription
from tests.people.profile.test_photo import drawn
from tests.people.profile.test_saved import address

pytestmark = pytest.mark.django_db
START = datetime(2026, 1, 31, 9, tzinfo=UTC)


def on(day: date) -> Any:
    """Let it be that day."""
    return clock.frozen_at(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


@pytest.fixture
def heard() -> Iterator[list[CitizenId]]:
    """Whom the rooms above would tell."""
    told: list[CitizenId] = []

    def listen(citizen_id: CitizenId, **_rest: Any) -> None:
        told.append(citizen_id)

    signals.unused_soon.connect(listen)
    yield told
    signals.unused_soon.disconnect(listen)


def everything_of(me: CitizenId) -> None:
    """Give all there is to give."""
    own.choose_call_name(me, "Nono", TRACE)
    own.choose_language(me, "fr", TRACE)
    photo.choose(me, drawn(), Part.MIDDLE, TRACE)
    saved.save(me, "Oma", address(), TRACE)
    contact(me, Kind.EMAIL, "noor@example.be")
    contact(me, Kind.PHONE, "0470123456")
    contacts.ask(me, Kind.EMAIL, "other@example.be", "nl", TRACE)


def test_months_end_where_they_end() -> None:
    assert unused.months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert unused.months_before(date(2026, 1, 15), 1) == date(2025, 12, 15)
    assert unused.months_before(date(2028, 2, 29), 24) == date(2026, 2, 28)


def test_who_stays_away_is_told_and_a_month_later_forgotten(heard: list[CitizenId]) -> None:
    me = noor()
    with clock.frozen_at(START):
        everything_of(me)
    with on(date(2027, 12, 30)):
        assert unused.go_round() == unused.Round()
    with on(date(2027, 12, 31)):
        assert unused.go_round() == unused.Round(told=1)
        assert unused.go_round() == unused.Round()
    assert heard == [me]
    with on(date(2028, 1, 30)):
        assert unused.go_round() == unused.Round()
    with on(date(2028, 1, 31)):
        assert unused.go_round() == unused.Round(removed=1)
    assert profile_of(me) == Mine()
    assert photo_of(me) is None
    for table in (Profile, Contact, SavedAddress):
        assert not table.objects.exists()
    assert not ContactProof.objects.exclude(value=None).exists()
    tags = [each.tag for each in events_of(me).events if not each.tag.startswith("notices.")]
    assert tags[:4] == [
        "people.profile.forgotten",
        "people.contact.removed",
        "people.contact.removed",
        "people.profile.unused",
    ]


def test_who_was_told_late_still_has_a_month(heard: list[CitizenId]) -> None:
    me = noor()
    with clock.frozen_at(START):
        own.choose_call_name(me, "Nono", TRACE)
    with on(date(2030, 1, 1)):
        assert unused.go_round() == unused.Round(told=1)
    with on(date(2030, 1, 31)):
        assert unused.go_round() == unused.Round()
    with on(date(2030, 2, 1)):
        assert unused.go_round() == unused.Round(removed=1)


def test_who_signs_in_after_being_told_keeps_everything(heard: list[CitizenId]) -> None:
    me = noor()
    with clock.frozen_at(START):
        own.choose_call_name(me, "Nono", TRACE)
    with on(date(2028, 1, 1)):
        unused.go_round()
    note_seen(me, date(2028, 1, 20))
    with on(date(2028, 3, 1)):
        assert unused.go_round() == unused.Round()
    assert profile_of(me).call_name == "Nono"
    with on(date(2029, 12, 20)):
        assert unused.go_round() == unused.Round(told=1)
    assert heard == [me, me]


KEEPS: dict[str, Callable[[CitizenId], object]] = {
    "name": lambda me: own.choose_call_name(me, "Nono", TRACE),
    "browser": browser,
    "preference": choice,
    "quiet": lambda me: set_times(me, (time(22), time(7)), time(18), TRACE),
}
"""Each of them is enough to be told of and forgotten."""


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(sorted(KEEPS)), min_size=1, unique=True),
    st.lists(st.tuples(st.integers(1, 400), st.booleans()), min_size=1, max_size=15),
)
def test_nobody_is_ever_removed_untold_or_early(kept: list[str], steps: list[tuple[int, bool]]) -> None:
    with transaction.atomic():
        me, day = noor(), START.date()
        with clock.frozen_at(START):
            for each in kept:
                KEEPS[each](me)
        seen, told = day, None
        for days, signs_in in steps:
            day += timedelta(days=days)
            if signs_in:
                note_seen(me, day)
                seen, told = day, None
                continue
            with on(day):
                done = unused.go_round()
            if done.told:
                assert seen <= unused.months_before(day, 23)
                told = day
            if done.removed:
                assert seen <= unused.months_before(day, 24)
                assert told
                assert told <= unused.months_before(day, 1)
                assert not any(table.objects.exists() for table in (Profile, Subscription, Preference, Setting))
                break
            assert Profile.objects.filter(citizen_id=me, elsewhere=kept != ["name"]).exists()
            assert seen > unused.months_before(day, 23) or told, "whoever is due is told"
            assert Subscription.objects.exists() == ("browser" in kept)
        transaction.set_rollback(True)


@pytest.mark.parametrize("what", ["browser", "preference", "quiet"])
def test_who_gave_nothing_but_this_is_told_by_what_they_have_and_then_it_is_forgotten(what: str) -> None:
    me, wouter = noor(), meet(WOUTER)
    with clock.frozen_at(START):
        KEEPS[what](me)
        KEEPS[what](wouter)
    note_seen(wouter, date(2027, 12, 1))
    with on(date(2027, 12, 31)):
        assert unused.go_round() == unused.Round(told=1)
        assert Notice.objects.get(kind="profile.unused").citizen_id == me
        assert [row.channel for row in Waiting.objects.filter(citizen_id=me)] == ["push"] * (what == "browser")
    with on(date(2028, 1, 31)):
        assert unused.go_round() == unused.Round(removed=1)
    for table in (Profile, Subscription, Preference, Setting):
        assert not table.objects.filter(citizen_id=me).exists()
    assert Profile.objects.filter(citizen_id=wouter).exists()


def test_with_the_last_choice_goes_the_day_of_the_last_sign_in() -> None:
    me = noor()
    first, second = browser(me), browser(me)
    stop(me, first, TRACE)
    assert Profile.objects.exists()
    stop(me, second, TRACE)
    assert not Profile.objects.exists()
    choice(me)
    assert Profile.objects.exists()
    choice(me, How.NOW)
    assert not Profile.objects.exists(), "as it is for everybody: nothing is kept"


@pytest.mark.django_db(transaction=True)
def test_whose_browser_went_to_another_has_nothing_kept_any_more() -> None:
    me, wouter, one = noor(), meet(WOUTER), subscription()
    start(me, one, TRACE)
    start(wouter, one, TRACE)
    assert [row.citizen_id for row in Profile.objects.all()] == [wouter]


def test_who_had_them_before_is_forgotten_two_years_after_the_migration() -> None:
    me = noor()
    browser(me)
    Profile.objects.all().delete()
    move = import_module("burgerprofiel.notices.migrations.0008_held_with_the_profile")
    with connection.cursor() as cursor:
        for _twice in range(2):
            cursor.execute(move._MAKE)
    row = Profile.objects.get()
    assert (row.citizen_id, row.elsewhere) == (me, True)


def test_one_that_cannot_be_told_keeps_nobody_else_waiting() -> None:
    me, wouter = noor(), meet(WOUTER)
    with clock.frozen_at(START):
        own.choose_call_name(me, "Nono", TRACE)
        own.choose_call_name(wouter, "Wout", TRACE)

    def refuse(citizen_id: CitizenId, **_rest: Any) -> None:
        if citizen_id == me:
            raise RuntimeError

    signals.unused_soon.connect(refuse)
    try:
        with on(date(2028, 6, 1)):
            assert unused.go_round() == unused.Round(told=1, failed=1)
    finally:
        signals.unused_soon.disconnect(refuse)
    assert Profile.objects.get(citizen_id=me).told_on is None, "who was not told is not noted as told"


def test_a_dry_run_says_what_would_be_done_and_does_nothing() -> None:
    me, out = noor(), StringIO()
    with clock.frozen_at(START):
        own.choose_call_name(me, "Nono", TRACE)
    with on(date(2028, 6, 1)):
        call_command("people_unused", dry_run=True, stdout=out)
    assert "1 citizens would be told: last signed in on 2026-07-01 or before." in out.getvalue()
    assert Profile.objects.get().told_on is None
    with on(date(2028, 6, 1)):
        call_command("people_unused", stdout=out)
    assert "1 citizens were told" in out.getvalue()
    assert Profile.objects.get().told_on


def test_seeing_somebody_costs_one_statement_and_writes_once_a_day(django_assert_num_queries: Any) -> None:
    me = noor()
    note_seen(me, date(2026, 5, 1))
    assert not Profile.objects.exists(), "of who gave nothing we note nothing"
    with clock.frozen_at(START):
        own.choose_call_name(me, "Nono", TRACE)
    with django_assert_num_queries(1):
        note_seen(me, date(2026, 5, 1))
    note_seen(me, date(2026, 4, 1))
    assert Profile.objects.get().seen_on == date(2026, 5, 1)


def test_a_citizen_removes_everything_at_once_and_nothing_can_be_read_any_more() -> None:
    me = noor()
    everything_of(me)
    assert forgetting.forget(me, forgetting.ASKED, TRACE)
    assert profile_of(me) == Mine()
    assert photo_of(me) is None
    assert not ContactProof.objects.exclude(value=None).exists()
    assert ContactProof.objects.get(kind="email").asked_at, "how many codes were asked for still counts"
    assert not forgetting.forget(me, forgetting.ASKED, TRACE)
