"""Before a permit ends its owner is told, once for each term; never of one that does not count."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import translation

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox import reading
from burgerprofiel.mailbox.models import Message
from burgerprofiel.mailbox.models.boxes import Kind, State
from burgerprofiel.notices import queries
from burgerprofiel.notices.models import Notice
from burgerprofiel.notices.own import lines
from burgerprofiel.organisations.actions import register
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.people import actions as people
from burgerprofiel.permits import tasks
from burgerprofiel.permits.models import Permit
from tests.mailbox import boxes
from tests.mailbox.owning import owner
from tests.notices.heads import told
from tests.permits.telling import BAKERY, NOOR, WOUTER, program

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor() -> CitizenId:
    """Noor, with an open mailbox."""
    citizen = people.meet(Ssin(NOOR))
    boxes.box(citizen)
    return citizen


def subjects(citizen: CitizenId) -> list[str]:
    """The heads of what they were told, the oldest first."""
    return told(citizen)


def letters(box: object) -> list[str]:
    """The subjects of all messages in a box, the oldest first."""
    return [each.subject for each in Message.objects.filter(box_id=box).order_by("id")]


def test_it_is_told_two_months_and_two_weeks_ahead_each_once(noor: CitizenId) -> None:
    program().tell(days=60, title="Visverlof")
    now, counts = clock.now(), list[int]()
    for ahead in (0, 0, 1, 45, 46, 47, 59, 60):
        with clock.frozen_at(now + timedelta(days=ahead)):
            tasks.warn(0)
            counts.append(len(subjects(noor)))
    assert counts == [1, 1, 1, 1, 2, 2, 2, 2]
    assert all(each.startswith("Eindigt op") and each.endswith("Visverlof") for each in subjects(noor))
    assert AuditEvent.objects.filter(citizen_id=noor, tag="permits.permit.warned").count() == 2


@pytest.mark.parametrize(
    ("language", "begins"), [("fr", "Se termine le"), ("de", "Endet am"), ("nl", "Eindigt op"), ("en", "Ends on")]
)
def test_it_reads_in_each_language(noor: CitizenId, language: str, begins: str) -> None:
    program().tell(days=5, title="Visverlof")
    tasks.warn(0)
    (title,) = told(noor, language)
    assert title.startswith(begins)
    assert not Message.objects.exists(), "it is a notice, no letter"


def test_one_that_is_revoked_is_told_once_and_who_looks_at_it_has_seen_that(noor: CitizenId) -> None:
    program().tell(title="Visverlof")
    assert not told(noor)
    for _twice in range(2):
        program().revoke()
    assert told(noor) == ["Geldt niet meer: Visverlof"]
    notice = Notice.objects.get(citizen_id=noor)
    with translation.override("nl"):
        (read,) = queries.opened(noor, [notice])
    assert owner().get(read.path).status_code == 200
    assert lines.standing(noor).unread == 0


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
    assert [len(subjects(noor)), len(letters(bakery))] == [1, 1]


def test_who_has_no_mailbox_is_told_all_the_same() -> None:
    boxes.box(people.meet(Ssin(NOOR)), state=State.STOPPED)
    program().tell(days=5)
    tasks.warn(0)
    assert len(subjects(people.meet(Ssin(NOOR)))) == 1


def test_the_message_to_an_organisation_holds_no_link_and_no_number() -> None:
    bakery = register(TargetGroup.ENTREPRENEUR, BAKERY, {"nl": "Brood & Zo"})
    boxes.box(bakery, Kind.ENTERPRISE)
    program().tell(of=(NOOR, BAKERY), days=5, title="Visverlof")
    tasks.warn(0)
    text = reading.body(Message.objects.get(box_id=bakery), Kind.ENTERPRISE)
    assert "Visverlof" in text
    assert "http" not in text
    assert NOOR not in text
