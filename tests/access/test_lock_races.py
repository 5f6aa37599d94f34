"""Locking while somebody comes in or goes out at the same moment: nobody waits in a circle, and it is locked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction

from burgerprofiel.access import actions, ending
from burgerprofiel.access.models import SignIn
from burgerprofiel.access.restrictions import Restricted, lift, restrict
from burgerprofiel.access.viewer import Proof
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key
from burgerprofiel.people.actions import meet
from tests.access.coded import NOOR
from tests.access.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
TRACE = Trace(actor="test")


def comes_in(citizen_id: CitizenId) -> None:
    """As `signing_in.accept` does it."""
    with transaction.atomic():
        ending.one_at_a_time(citizen_id)
        actions.sign_in(NOOR, (Proof(Key.eid, clock.now()),), TRACE)


def goes_out(citizen_id: CitizenId) -> None:
    """End one session, whichever is open."""
    row = SignIn.objects.filter(citizen_id=citizen_id).first()
    if row:
        ending.end_one(citizen_id, row.id, TRACE)


@pytest.mark.parametrize("other", [comes_in, goes_out], ids=lambda act: act.__name__)
def test_locking_at_the_same_moment_waits_for_nobody_in_a_circle(other: Callable[[CitizenId], None]) -> None:
    citizen_id = meet(NOOR.ssin)

    def locks(whose: CitizenId) -> None:
        restrict(whose, Restricted.LOCKED, TRACE)

    for _round in range(4):
        comes_in(citizen_id)
        _at_once(citizen_id, iter([locks, other, locks, other]))
        assert lift(citizen_id, Restricted.LOCKED, TRACE)


def _at_once(citizen_id: CitizenId, turns: Iterator[Callable[[CitizenId], None]]) -> None:
    at_once(lambda: next(turns)(citizen_id))
