"""Two tabs, two workers, a register and a citizen at the same moment: everything happens once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from burgerprofiel.audit.events import Trace
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox.activation import actions, tasks
from burgerprofiel.mailbox.life import death
from burgerprofiel.mailbox.mails import tasks as mails
from burgerprofiel.mailbox.models import Box, Message
from burgerprofiel.mailbox.models.boxes import State
from burgerprofiel.notices.models import Notice, Waiting
from burgerprofiel.people.profile.contact import Kind as Contact
from burgerprofiel.people.profile.contacts.actions import take_over
from tests.access.test_races import RUNNERS, at_once
from tests.mailbox import boxes, letters
from tests.mailbox.owning import NOOR, PostOffice, post_office

pytestmark = pytest.mark.django_db(transaction=True)
TRACE = Trace(actor="test")


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> PostOffice:
    return post_office(monkeypatch)


@pytest.fixture
def noor(office: PostOffice) -> CitizenId:
    """Noor, who proved an address and has not said yes."""
    letters.sender()
    citizen_id = boxes.citizen(NOOR.ssin.digits)
    box = Box.objects.get(box_id=citizen_id)
    take_over(citizen_id, Contact.EMAIL, "noor@example.be", clock.now(), TRACE)
    box.state, box.activated_at = State.UNOPENED, None
    box.save()
    return citizen_id


def yes(citizen_id: CitizenId) -> bool:
    return actions.activate(citizen_id, "Noor", "nl", TRACE)


def test_a_yes_in_many_tabs_activates_once(noor: CitizenId) -> None:
    assert sorted(at_once(lambda: yes(noor))) == [False] * (RUNNERS - 1) + [True]
    assert Message.objects.filter(box_id=noor).count() == 1
    assert AuditEvent.objects.filter(citizen_id=noor, tag="mailbox.box.activated").count() == 1


def test_the_test_message_is_there_once_however_often_the_job_runs(noor: CitizenId) -> None:
    yes(noor)
    at_once(lambda: tasks.welcome(box=str(noor), language="nl"))
    assert Message.objects.filter(box_id=noor).count() == 1


def test_workers_at_the_same_moment_tell_once(noor: CitizenId) -> None:
    yes(noor)
    at_once(lambda: mails.tell_owners(0))
    assert Notice.objects.filter(citizen_id=noor).count() == 1
    assert Waiting.objects.filter(citizen_id=noor).count() == 1


def test_a_yes_and_a_death_at_the_same_moment_leave_a_closed_box(noor: CitizenId) -> None:
    acts: list[Callable[[], bool]] = [lambda: yes(noor), lambda: death.close(noor, TRACE)]
    turns = iter(acts * RUNNERS)

    def next_act() -> bool:
        return next(turns)()

    at_once(next_act)
    box = Box.objects.get(box_id=noor)
    assert box.state == State.CLOSED
    assert box.was in (State.ACTIVE, State.UNOPENED)
