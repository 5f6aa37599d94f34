"""Who died is written to no more from that moment; three months later nothing of their profile is left (C11)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module
from io import StringIO
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from burgerprofiel.access import warnings
from burgerprofiel.access.keys import store
from burgerprofiel.access.models import WarningLetter
from burgerprofiel.access.restrictions import Restricted, lift, restrict
from burgerprofiel.access.warnings import News
from burgerprofiel.audit.queries import events_of
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.post import mail
from burgerprofiel.mailbox.life import death, tasks
from burgerprofiel.notices import actions as notices
from burgerprofiel.notices.models import Preference, Waiting
from burgerprofiel.notices.models.push import Subscription
from burgerprofiel.notices.notice import Notice
from burgerprofiel.people.actions import meet
from burgerprofiel.people.models import Contact, ContactProof, Profile, SavedAddress
from burgerprofiel.people.profile import ending, unused
from burgerprofiel.people.profile.actions import note_reached
from burgerprofiel.people.profile.contact import Kind
from burgerprofiel.people.profile.contacts import actions as contacts
from burgerprofiel.people.profile.mine import Mine, profile_of
from burgerprofiel.people.profile.queries import reaches, who_has
from tests.mailbox.owning import NOOR as CARD
from tests.people.profile.giving import TRACE, WOUTER, code_for, contact, noor
from tests.people.profile.holding import browser, choice
from tests.people.profile.test_unused import everything_of, on

pytestmark = pytest.mark.django_db


def tell(who: CitizenId, key: str) -> None:
    """Something happens of which they would be told."""
    values = {"sender": "Gemeente Zonnegem", "subject": "Uw kaart"}
    with transaction.atomic():
        notices.tell(Notice(citizen_id=who, kind="mail.new", key=key, values=values))


HEARING: dict[str, Callable[[CitizenId], object]] = {
    "an official says so": lambda me: restrict(me, Restricted.DECEASED, TRACE),
    "a late report": lambda me: death.close(me, TRACE),
    "the register": lambda me: tasks.close_after_death(str(me)),
}


@pytest.mark.parametrize("how", HEARING)
def test_however_we_hear_it_nothing_goes_to_them_any_more(how: str) -> None:
    me, wouter = noor(), meet(WOUTER)
    for each in (me, wouter):
        everything_of(each)
        browser(each)
    tell(me, "before")
    assert {row.channel for row in Waiting.objects.filter(citizen_id=me)} == {"email", "push"}
    HEARING[how](me)
    tell(me, "after")
    assert not Waiting.objects.filter(citizen_id=me).exists(), "what waited does not go, and nothing new waits"
    reach = reaches([me])[me]
    assert not [each for each in (reach.email, reach.phone) if each and each.works]
    assert who_has(Kind.EMAIL, [me, wouter]) == [wouter]
    assert not Subscription.objects.filter(citizen_id=me).exists(), "who has the phone now reads nothing on it"
    assert not ContactProof.objects.filter(citizen_id=me).exclude(value=None).exists()
    tell(wouter, "after")
    assert {row.channel for row in Waiting.objects.filter(citizen_id=wouter)} == {"email", "push"}
    assert Profile.objects.filter(citizen_id=me).exists(), "a register makes mistakes"
    assert [each.tag for each in events_of(me).events].count("people.profile.rests") == 1


def test_a_late_receipt_or_a_proof_brings_no_contact_back_to_life() -> None:
    me = noor()
    mine = contact(me, Kind.EMAIL, "noor@example.be")
    contacts.ask(me, Kind.EMAIL, "other@example.be", "nl", TRACE)
    code = code_for(me, Kind.EMAIL)
    death.close(me, TRACE)
    note_reached(me, mine.id, clock.now() + timedelta(hours=1))
    assert contacts.prove(me, Kind.EMAIL, code, TRACE) is None
    assert not [each for each in profile_of(me).contacts if each.works]


def test_whoever_adds_an_address_in_a_session_that_is_still_open_is_not_reached_there() -> None:
    me = noor()
    contact(me, Kind.EMAIL, "noor@example.be")
    death.close(me, TRACE)
    assert not contact(me, Kind.PHONE, "0470123456").works
    assert contacts.take_over(me, Kind.EMAIL, "kin@example.be", clock.now(), TRACE)
    assert not [each for each in profile_of(me).contacts if each.works]


def test_after_a_mistake_all_is_as_it_was() -> None:
    me = noor()
    everything_of(me)
    dead = contact(me, Kind.EMAIL, "dead@example.be")
    Contact.objects.filter(id=dead.id).update(dead_since=clock.now(), dead_why="550")
    before = profile_of(me)
    with on(date(2027, 1, 1)):
        restrict(me, Restricted.DECEASED, TRACE)
        lift(me, Restricted.DECEASED, TRACE)
        mine = profile_of(me)
    assert [(each.id, each.works) for each in mine.contacts] == [(each.id, each.works) for each in before.contacts]
    assert (mine.call_name, mine.saved) == (before.call_name, before.saved)
    assert not ending.mistaken(me, TRACE)
    with on(date(2027, 6, 1)):
        assert unused.go_round() == unused.Round()
    tell(me, "again")
    assert Waiting.objects.filter(citizen_id=me).exists()


def test_three_months_later_nothing_is_left_and_a_dry_run_says_so_first() -> None:
    me, wouter = noor(), meet(WOUTER)
    with on(date(2027, 1, 31)):
        for each in (me, wouter):
            everything_of(each)
            choice(each)
        death.close(me, TRACE)
    with on(date(2027, 4, 30)):
        assert unused.go_round() == unused.Round()
    with on(date(2027, 5, 1)):
        out = StringIO()
        call_command("people_unused", dry_run=True, stdout=out)
        assert "1 profiles would be removed: we heard on 2027-02-01 or before" in out.getvalue()
        assert profile_of(me) != Mine()
        assert unused.go_round() == unused.Round(died=1)
        assert unused.go_round() == unused.Round()
    assert profile_of(me) == Mine()
    for table in (Profile, Contact, SavedAddress, Preference):
        assert not table.objects.filter(citizen_id=me).exists(), table
        assert table.objects.filter(citizen_id=wouter).exists(), table
    (gone,) = [each for each in events_of(me, size=200).events if each.tag == "people.profile.forgotten"]
    assert gone.details["why"] == "death"


def test_who_died_is_not_told_that_they_did_not_sign_in() -> None:
    me = noor()
    with on(date(2026, 1, 1)):
        everything_of(me)
    with on(date(2027, 12, 20)):
        death.close(me, TRACE)
        assert unused.go_round() == unused.Round()


def test_of_who_gave_nothing_nothing_is_noted() -> None:
    me = noor()
    death.close(me, TRACE)
    assert not Profile.objects.exists()
    assert not [each for each in events_of(me).events if each.tag.startswith("people.profile")]


def test_no_warning_goes_to_the_address_of_a_key_of_who_died(monkeypatch: pytest.MonkeyPatch) -> None:
    me = noor()
    store.add(me, CARD, Key.csammail, "label", b"noor@example.be", TRACE)
    monkeypatch.setattr(mail, "offered", lambda: True)
    WarningLetter.objects.all().delete()
    with transaction.atomic():
        warnings.warn(me, News.AT_COUNTER, Key.csammail, counter="Zonnegem")
    assert WarningLetter.objects.count() == 1
    restrict(me, Restricted.DECEASED, TRACE)
    with transaction.atomic():
        warnings.warn(me, News.AT_COUNTER, Key.csammail, counter="Zonnegem")
    assert WarningLetter.objects.count() == 1


def test_of_who_died_before_this_was_known_the_profile_rests_too() -> None:
    me, wouter = noor(), meet(WOUTER)
    for each in (me, wouter):
        everything_of(each)
        browser(each)
    death.close(wouter, TRACE)
    death.close(me, TRACE)
    ending.mistaken(me, TRACE)  # as it stands with who died before: the box is closed, the profile is not
    browser(me)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE status = 'todo'")
    with connection.schema_editor(collect_sql=True) as editor:
        import_module("burgerprofiel.mailbox.migrations.0021_profiles_of_who_died").hand_over(None, editor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args->>'box' FROM procrastinate_jobs WHERE status = 'todo'")
        assert cursor.fetchall() == [("mailbox.close_after_death", str(me))]
    tasks.close_after_death(str(me))
    assert not [each for each in profile_of(me).contacts if each.works]
    assert not Subscription.objects.filter(citizen_id=me).exists()


def test_hearing_it_twice_changes_nothing() -> None:
    me = noor()
    contact(me, Kind.EMAIL, "noor@example.be")
    assert ending.died(me, TRACE)
    assert not ending.died(me, TRACE)
    assert isinstance(profile_of(me).contacts[0].id, UUID)
