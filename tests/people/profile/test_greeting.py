"""By which name one is greeted: chosen, told by the key, or none; in every letter the same, and gone when removed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from burgerprofiel.audit.queries import events_of
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.people.actions import meet
from burgerprofiel.people.models import Profile
from burgerprofiel.people.profile import forgetting, greeting, own
from burgerprofiel.people.profile.actions import note_seen
from burgerprofiel.people.profile.contact import Kind
from burgerprofiel.people.profile.contacts import actions as contacts
from burgerprofiel.people.profile.mine import profile_of
from burgerprofiel.people.profile.queries import called, reaches
from tests.people.profile.giving import TRACE, WOUTER, code_for, contact, noor

pytestmark = pytest.mark.django_db


def name_of(me: CitizenId) -> str:
    """What notices greet with, which is what every other letter greets with."""
    name = reaches([me])[me].call_name
    assert called(me) == name
    return name


def tags(me: CitizenId) -> list[str]:
    return [each.tag for each in reversed(events_of(me).events)]


def test_of_who_gave_nothing_no_name_is_kept() -> None:
    me = noor()
    note_seen(me, clock.today(), "Noor Maria", TRACE)
    greeting.keep(me, "Noor", TRACE)
    assert not Profile.objects.exists()
    assert (called(me), called(me, "Noor Maria")) == ("", "Noor"), "a letter may know it otherwise"


def test_the_key_tells_it_at_the_next_sign_in_once_there_is_a_profile() -> None:
    me = noor()
    contact(me, Kind.EMAIL, "noor@example.be")
    assert name_of(me) == ""
    note_seen(me, clock.today(), "Noor Maria", TRACE)
    assert name_of(me) == "", "already seen today"
    note_seen(me, date(2050, 1, 1), "Noor Maria", TRACE)
    assert name_of(me) == "Noor"
    note_seen(me, date(2050, 1, 2), "Nora", TRACE)
    assert name_of(me) == "Nora", "as the key tells it now"
    assert tags(me).count("people.given_name.kept") == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT given_name FROM people_profile")
        assert b"Nora" not in bytes(cursor.fetchone()[0])
    assert "Nora" not in str(events_of(me))


def test_the_letter_with_the_first_code_greets_already_and_the_proof_takes_the_name_along() -> None:
    me = noor()
    contacts.ask(me, Kind.EMAIL, "noor@example.be", "nl", TRACE, "Noor Maria")
    assert not Profile.objects.exists()
    assert contacts.prove(me, Kind.EMAIL, code_for(me, Kind.EMAIL), TRACE)
    assert name_of(me) == "Noor"


@pytest.mark.parametrize("told", ["", " ", "\u202eroon", "win.example", "N00r", "x" * 50, "<b>Noor</b>"])
def test_what_is_no_name_greets_nobody(told: str) -> None:
    me = noor()
    own.choose_language(me, "fr", TRACE)
    greeting.keep(me, told, TRACE)
    assert name_of(me) == ""
    assert profile_of(me).given_name == ""
    assert called(meet(WOUTER), told) == ""


def test_a_chosen_name_takes_its_place_and_leaves_nothing_of_it() -> None:
    me = noor()
    own.choose_language(me, "fr", TRACE)
    greeting.keep(me, "Noor", TRACE)
    own.choose_call_name(me, "Nono", TRACE)
    assert name_of(me) == "Nono"
    assert Profile.objects.get().given_name is None
    greeting.keep(me, "Noor", TRACE)
    assert name_of(me) == "Nono"
    own.remove_call_name(me, TRACE)
    assert name_of(me) == ""
    greeting.keep(me, "Noor", TRACE)
    assert name_of(me) == "Noor"


def test_who_wants_no_name_is_greeted_with_none_whatever_is_known() -> None:
    me = noor()
    own.choose_language(me, "fr", TRACE)
    greeting.keep(me, "Noor", TRACE)
    assert greeting.refuse(me, TRACE)
    assert not greeting.refuse(me, TRACE)
    note_seen(me, date(2050, 1, 1), "Noor", TRACE)
    assert name_of(me) == called(me, "Noor") == ""
    assert Profile.objects.get().given_name is None, "none is kept"
    assert greeting.allow(me, "Noor", TRACE)
    assert not greeting.allow(me, "Noor", TRACE)
    assert name_of(me) == "Noor"
    assert tags(me)[-3:] == ["people.greeting.refused", "people.greeting.allowed", "people.given_name.kept"]


def test_a_name_of_the_key_alone_keeps_no_profile_and_wanting_none_does() -> None:
    me = noor()
    own.choose_language(me, "fr", TRACE)
    greeting.keep(me, "Noor", TRACE)
    own.remove_language(me, TRACE)
    assert not Profile.objects.exists()
    greeting.refuse(me, TRACE)
    assert Profile.objects.exists(), "it is something that they chose"
    greeting.allow(me, "Noor", TRACE)
    assert not Profile.objects.exists()


def test_one_persons_name_is_nobody_elses() -> None:
    me, wouter = noor(), meet(WOUTER)
    for each, name in ((me, "Noor"), (wouter, "Wouter")):
        own.choose_language(each, "nl", TRACE)
        greeting.keep(each, name, TRACE)
    greeting.refuse(me, TRACE)
    assert (name_of(me), name_of(wouter)) == ("", "Wouter")


DOING = {
    "sign in": lambda me: greeting.keep(me, "Noor Maria", TRACE),
    "choose": lambda me: own.choose_call_name(me, "Nono", TRACE),
    "unchoose": lambda me: own.remove_call_name(me, TRACE),
    "none": lambda me: greeting.refuse(me, TRACE),
    "again": lambda me: greeting.allow(me, "Noor", TRACE),
    "language": lambda me: own.choose_language(me, "fr", TRACE),
    "no language": lambda me: own.remove_language(me, TRACE),
    "forget": lambda me: forgetting.forget(me, forgetting.ASKED, TRACE),
}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(sorted(DOING)), max_size=12))
def test_whatever_is_done_in_whatever_order_one_thing_greets_and_no_more_is_kept(steps: list[str]) -> None:
    with transaction.atomic():
        me = noor()
        for each in steps:
            DOING[each](me)
            mine = profile_of(me)
            ways = [bool(mine.call_name), bool(mine.given_name), mine.nameless_since is not None]
            assert sum(ways) <= 1, "one of three, or nothing known"
            assert name_of(me) == (mine.call_name or mine.given_name)
            assert (mine.given_name_since is None) == (mine.given_name == "")
            given_anything = mine.call_name or mine.language or mine.nameless_since
            assert Profile.objects.filter(citizen_id=me).exists() == bool(given_anything)
        transaction.set_rollback(True)
