"""An act wakes the job that tells of it: once a second at most, and only when somebody wants to be told."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app

from burgerprofiel.kit import clock
from burgerprofiel.mailbox import actions
from burgerprofiel.mailbox.feed import waking
from burgerprofiel.mailbox.models import DocumentEvent, Subscription
from burgerprofiel.mailbox.models.events import EventKind

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """As in a process that just began, with no job waiting."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE status = 'todo'")
    waking._last.update(wake=float("-inf"), look=float("-inf"))
    yield
    waking._last.update(wake=float("-inf"), look=float("-inf"))


@pytest.fixture
def somebody() -> None:
    now = clock.now()
    Subscription.objects.create(
        client_id="x", sight="sender", address="", kinds=[], made_at=now, made_with="", number=0, next_try_at=now
    )


def _act() -> None:
    with transaction.atomic():
        actions.tell(uuid4(), uuid4(), EventKind.READ)
        assert _jobs() == 0, "woken before the act was there to stay"


def _jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND task_name = 'mailbox.feed.tell'"
        )
        return int(cursor.fetchone()[0])


def test_nobody_is_woken_when_nobody_subscribed() -> None:
    _act()
    assert _jobs() == 0


def test_an_act_wakes_the_job_once_however_many_follow(somebody: None) -> None:
    _act()
    assert _jobs() == 1
    for _each in range(3):
        with transaction.atomic():
            actions.tell(uuid4(), uuid4(), EventKind.READ)
    waking._last.update(wake=float("-inf"))
    with transaction.atomic():
        actions.tell(uuid4(), uuid4(), EventKind.READ)
    assert _jobs() == 1
    assert DocumentEvent.objects.count() == 5


def test_an_act_that_is_undone_wakes_nobody(somebody: None) -> None:
    with transaction.atomic():
        actions.tell(uuid4(), uuid4(), EventKind.READ)
        transaction.set_rollback(True)
    assert _jobs() == 0


def test_an_act_stands_though_the_job_cannot_be_woken(somebody: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_now: float) -> bool:
        raise RuntimeError

    monkeypatch.setattr(waking, "_anybody", broken)
    _act()
    assert DocumentEvent.objects.count() == 1


def test_a_job_that_waits_under_its_name_of_before_is_done() -> None:
    assert app.tasks["burgerprofiel.mailbox.feed.tasks.tell"] is app.tasks["mailbox.feed.tell"]
