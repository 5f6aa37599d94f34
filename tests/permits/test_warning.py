"""Before a permit ends its owner is told, once for each term; never of one that does not count."""

from __future__ import annotations

from datetime import timedelta

import pytest

from burgerprofiel.audit.events import Trace
from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox import reading
from burgerprofiel.mailbox.models import Message
from burgerprofiel.mailbox.models.boxes import Kind, State
from burgerprofiel.organisations.actions import register
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.people import actions as people
from burgerprofiel.people.profile import own
from burgerprofiel.permits import tasks
from burgerprofiel.permits.models import Permit
from tests.mailbox import boxes
from tests.permits.telling import BAKERY, NOOR, WOUTER, program

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor() -> CitizenId:
    """Noor, with an open mailbox."""
    citizen = people.meet(Ssin(NOOR))
    boxes.box(citizen)
    return citizen


def subjects(box: object) -> list[str]:
    """Of all messages in a box, the oldest first."""
    return [each.subject for each in Message.objects.filter(box_id=box).order_by("id")]


def test_it_is_told_two_months_and_two_weeks_ahead_each_once(noor: CitizenId) -> None:
    program().tell(days=60, title="Visverlof")
    now, told = clock.now(), []
    for ahead in (0, 0, 1, 45, 46, 47, 59, 60):
        with clock.frozen_at(now + timedelta(days=ahead)):
            tasks.warn(0)
            told.append(len(subjects(noor)))
    assert told == [1, 1, 1, 1, 2, 2, 2, 2]
    assert all(each.startswith("Eindigt op") and each.endswith("Visverlof") for each in subjects(noor))
    assert AuditEvent.objects.filter(citizen_id=noor, tag="permits.permit.warned").count() == 2


@pytest.mark.parametrize(
    ("language", "begins"), [("fr", "Se termine le"), ("de", "Endet am"), ("nl", "Eindigt op"), ("en", "Eindigt op")]
)
def test_it_is_told_in_the_language_of_the_profile_as_far_as_the_law_knows_it(
    noor: CitizenId, language: str, begins: str
) -> None:
    own.choose_language(noor, language, Trace(actor="citizen"))
    program().tell(days=5, title="Visverlof")
    tasks.warn(0)
    (message,) = Message.objects.filter(box_id=noor)
    assert message.subject.startswith(begins)
    assert message.language == (language if language != "en" else "nl")


def test_one_that_ends_in_some_days_is_told_of_once_only(noor: CitizenId) -> None:
    program().tell(days=5)
    tasks.warn(0)
    tasks.warn(0)
    assert len(subjects(noor)) == 1


def test_a_job_that_was_killed_before_it_noted_it_tells_nobody_twice(noor: CitizenId) -> None:
    program().tell(days=5)
    tasks.warn(0)
    Permit.objects.update(warned_days=None, warned_until=None)
    tasks.warn(0)
    assert len(subjects(noor)) == 1


@pytest.mark.parametrize(
    "said",
    [
        {"days": 61},
        {"days": None},
        {"days": -1},
        {"days": 5, "status": "revoked", "reason": "Fraude."},
        {"days": 5, "status": "suspended", "reason": "Controle."},
        {"days": 5, "validFrom": (clock.today() + timedelta(days=2)).isoformat()},
    ],
)
def test_what_does_not_end_soon_or_does_not_count_is_not_told_of(noor: CitizenId, said: dict[str, object]) -> None:
    program().tell(**said)
    tasks.warn(0)
    assert subjects(noor) == []


def test_one_that_was_made_longer_is_told_of_anew(noor: CitizenId) -> None:
    natuur = program()
    natuur.tell(days=5)
    tasks.warn(0)
    natuur.tell(days=50, ago=5)
    tasks.warn(0)
    assert len(subjects(noor)) == 2


def test_each_of_those_who_may_use_it_is_told_and_an_organisation_in_its_own_box(noor: CitizenId) -> None:
    bakery = register(TargetGroup.ENTREPRENEUR, BAKERY, {"nl": "Brood & Zo"})
    boxes.box(bakery, Kind.ENTERPRISE)
    program().tell(of=(NOOR, WOUTER, BAKERY), days=5)
    tasks.warn(0)
    assert [len(subjects(each)) for each in (noor, bakery)] == [1, 1]


def test_a_box_that_takes_no_mail_gets_none_and_holds_nobody_up() -> None:
    boxes.box(people.meet(Ssin(NOOR)), state=State.STOPPED)
    program().tell(days=5)
    tasks.warn(0)
    assert not Message.objects.exists()


def test_the_message_holds_no_link_and_no_number(noor: CitizenId) -> None:
    program().tell(days=5, title="Visverlof")
    tasks.warn(0)
    text = reading.body(Message.objects.get(box_id=noor), Kind.CITIZEN)
    assert "Visverlof" in text
    assert "http" not in text
    assert NOOR not in text
