"""The name of a mailbox of before goes into the profile of who has one, and nowhere else (migration 0020)."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.people import vault
from burgerprofiel.people.actions import meet
from burgerprofiel.people.models import Profile
from burgerprofiel.people.profile import forgetting, greeting, own
from burgerprofiel.people.profile.queries import called
from tests.mailbox import boxes
from tests.people.profile.giving import NOOR, TRACE, WOUTER

pytestmark = pytest.mark.django_db


def box_with(citizen_id: CitizenId, name: str) -> None:
    """A box as it lay before."""
    sealed = vault.seal(citizen_id, name.encode(), "mailbox.box.given_name")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE mailbox_box ADD COLUMN IF NOT EXISTS given_name bytea NOT NULL DEFAULT ''")
        cursor.execute("UPDATE mailbox_box SET given_name = %s WHERE box_id = %s", [sealed, citizen_id])


def move() -> None:
    """What the migration does; twice is once."""
    migration = import_module("burgerprofiel.mailbox.migrations.0020_given_names_to_the_profile")
    for _twice in range(2):
        migration.move(None, SimpleNamespace(connection=connection))


def a_box(number: str) -> CitizenId:
    citizen_id: CitizenId = boxes.citizen(number)
    return citizen_id


def test_who_has_a_profile_and_chose_no_name_is_greeted_with_that_of_the_mailbox() -> None:
    noor, wouter = a_box(NOOR.digits), a_box(WOUTER.digits)
    for each, name in ((noor, "Noor"), (wouter, "Wouter")):
        own.choose_language(each, "nl", TRACE)
        box_with(each, name)
    move()
    assert (called(noor), called(wouter)) == ("Noor", "Wouter")


@pytest.mark.parametrize("what", ["a call name", "no name", "nothing any more"])
def test_whatever_they_chose_since_stands(what: str) -> None:
    noor = a_box(NOOR.digits)
    own.choose_call_name(noor, "Nono", TRACE)
    if what == "no name":
        greeting.refuse(noor, TRACE)
    if what == "nothing any more":
        forgetting.forget(noor, forgetting.ASKED, TRACE)
    box_with(noor, "Noor")
    move()
    assert called(noor) == {"a call name": "Nono"}.get(what, "")
    assert Profile.objects.filter(citizen_id=noor).exists() == (what != "nothing any more")
    assert meet(NOOR) == noor
