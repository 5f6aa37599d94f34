"""Saved addresses: under a name of one's own, each once, nobody else's business."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection

from burgerprofiel.people.actions import meet
from burgerprofiel.people.addresses.address import Address
from burgerprofiel.people.models import Profile, SavedAddress
from burgerprofiel.people.profile.saved import actions
from burgerprofiel.people.profile.saved.actions import NotSavedError
from burgerprofiel.people.profile.saved.queries import place_of, places_of
from tests.people.profile.giving import TRACE, WOUTER, noor

pytestmark = pytest.mark.django_db


def address(number: str = "12") -> Address:
    """Somewhere in Ghent."""
    return Address(street="Veldstraat", number=number, postcode="9000", municipality="Gent", nis="44021")


def test_a_place_is_found_again_under_its_name_and_then_forgotten() -> None:
    me = noor()
    made = actions.save(me, " Oma  Lea ", address(), TRACE)
    actions.save(me, "Bakker", address("14"), TRACE)
    assert [(each.name, each.address.lines) for each in places_of(me)] == [
        ("Bakker", ("Veldstraat 14", "9000 Gent")),
        ("Oma Lea", ("Veldstraat 12", "9000 Gent")),
    ]
    assert actions.rename(me, made, "Oma", TRACE)
    found = place_of(me, made)
    assert found
    assert found.name == "Oma"
    for each in places_of(me):
        assert actions.remove(me, each.id, TRACE)
    assert places_of(me) == []
    assert not Profile.objects.exists()


def test_the_same_place_is_saved_once_and_there_are_at_most_twenty() -> None:
    me = noor()
    for number in range(actions.MOST):
        actions.save(me, f"Plaats {number}", address(str(number)), TRACE)
    with pytest.raises(NotSavedError, match="many"):
        actions.save(me, "Nog een", address("99"), TRACE)
    actions.remove(me, places_of(me)[0].id, TRACE)
    with pytest.raises(NotSavedError, match="twice"):
        actions.save(me, "Anders", places_of(me)[0].address, TRACE)


@pytest.mark.parametrize("name", ["", " ", "x" * 61, "Oma\u0000", "Oma\u202eaeL"])
def test_a_name_that_cannot_be_read_is_refused(name: str) -> None:
    with pytest.raises(NotSavedError, match="name"):
        actions.save(noor(), name, address(), TRACE)
    assert not SavedAddress.objects.exists()


def test_another_citizen_sees_changes_and_removes_nothing() -> None:
    me, wouter = noor(), meet(WOUTER)
    made = actions.save(me, "Oma", address(), TRACE)
    assert place_of(wouter, made) is None
    assert not actions.rename(wouter, made, "Van mij", TRACE)
    assert not actions.remove(wouter, made, TRACE)
    assert not actions.remove(me, uuid4(), TRACE)
    assert [each.name for each in places_of(me)] == ["Oma"]


def test_the_table_holds_no_name_and_no_street() -> None:
    actions.save(noor(), "Oma", address(), TRACE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT encode(content, 'escape') FROM people_saved_address")
        assert "Veldstraat" not in cursor.fetchone()[0]
