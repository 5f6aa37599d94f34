"""At the same moment: whoever is first, exactly one contact is preferred and nothing is half there."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from burgerprofiel.people.models import Contact, ContactProof, Profile
from burgerprofiel.people.profile import forgetting, own, queries
from burgerprofiel.people.profile.contact import Kind
from burgerprofiel.people.profile.contacts import actions
from burgerprofiel.people.profile.contacts.often import TooOftenError
from tests.people.profile.giving import TRACE, code_for, contact, noor

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do them at the same moment; errors come back as what they are."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            start.wait()
            return act()
        except Exception as error:  # noqa: BLE001 - a test looks at it
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_choices_of_the_first_leave_one_first() -> None:
    me = noor()
    mine = [contact(me, Kind.EMAIL, f"noor{each}@example.be") for each in range(3)]
    for _round in range(5):
        done = at_once(*(lambda each=each: actions.prefer(me, each.id, TRACE) for each in mine))
        assert not [each for each in done if isinstance(each, Exception)]
        assert sum(each.preferred for each in queries.contacts_of(me)) == 1


def test_a_code_typed_twice_at_once_makes_one_contact() -> None:
    me = noor()
    actions.ask(me, Kind.EMAIL, "noor@example.be", "nl", TRACE)
    code = code_for(me, Kind.EMAIL)
    done = at_once(*[lambda: actions.prove(me, Kind.EMAIL, code, TRACE)] * 4)
    assert sum(bool(each) for each in done) == 1
    assert Contact.objects.count() == 1


def test_many_tries_at_once_are_no_more_than_five() -> None:
    me = noor()
    actions.ask(me, Kind.EMAIL, "noor@example.be", "nl", TRACE)
    right = code_for(me, Kind.EMAIL)
    wrong = [f"{(int(right) + each) % 1_000_000:06d}" for each in range(1, 9)]
    at_once(*(lambda code=code: actions.prove(me, Kind.EMAIL, code, TRACE) for code in wrong))
    assert ContactProof.objects.get().tries_left == 0
    assert actions.prove(me, Kind.EMAIL, right, TRACE) is None


def test_asking_many_times_at_once_sends_one_code() -> None:
    me = noor()
    done = at_once(*[lambda: actions.ask(me, Kind.EMAIL, "noor@example.be", "nl", TRACE)] * 6)
    assert sum(each is None for each in done) == 1
    assert all(each is None or isinstance(each, TooOftenError) for each in done)


def test_giving_while_everything_is_removed_loses_nothing_and_leaves_nothing_half() -> None:
    me = noor()
    for _round in range(8):
        own.choose_call_name(me, "Nono", TRACE)
        done = at_once(
            lambda: forgetting.forget(me, forgetting.ASKED, TRACE),
            lambda: own.choose_language(me, "fr", TRACE),
            lambda: own.remove_call_name(me, TRACE),
        )
        assert not [each for each in done if isinstance(each, Exception)]
        row = Profile.objects.filter(citizen_id=me).first()
        assert row is None or row.language is not None, "a row without anything in it"
        Profile.objects.all().delete()


def test_a_code_typed_while_everything_is_removed_waits_for_it_or_goes_first() -> None:
    me = noor()
    for each in range(6):
        own.choose_call_name(me, "Noor", TRACE)
        ContactProof.objects.all().delete()
        actions.ask(me, Kind.EMAIL, f"noor{each}@example.be", "nl", TRACE)
        code = code_for(me, Kind.EMAIL)
        done = at_once(
            lambda code=code: actions.prove(me, Kind.EMAIL, code, TRACE),  # type: ignore[misc]
            lambda: forgetting.forget(me, forgetting.ASKED, TRACE),
        )
        assert not [each for each in done if isinstance(each, Exception)]
