"""Who has not opened a message is reminded after fifteen days, and a week before it expires; each once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox.feed import reminders
from burgerprofiel.mailbox.models import Box, DocumentEvent, Message, Sweep
from burgerprofiel.mailbox.models.boxes import State
from burgerprofiel.mailbox.models.events import EventKind
from tests.mailbox import boxes, letters

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
START = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def noor() -> CitizenId:
    return boxes.citizen(letters.NOOR)


def _told(kind: EventKind) -> list[UUID]:
    return list(DocumentEvent.objects.filter(kind=kind).values_list("message_id", flat=True))


def _every_day(first: datetime, days: int) -> None:
    for day in range(days):
        with clock.frozen_at(first + day * DAY):
            reminders.remind()


def test_unread_for_fifteen_days_is_reminded_on_that_day_and_once(noor: CitizenId) -> None:
    message = boxes.message(noor, at=START)
    _every_day(START, 15)
    assert _told(EventKind.REMINDER) == []
    _every_day(START + 15 * DAY, 5)
    assert _told(EventKind.REMINDER) == [message.id]


def test_a_week_before_it_expires_is_told_on_that_day_and_once(noor: CitizenId) -> None:
    message = boxes.message(noor, at=START, expires_at=START + 40 * DAY)
    _every_day(START + 25 * DAY, 8)
    assert _told(EventKind.EXPIRING) == []
    _every_day(START + 33 * DAY, 9)
    assert _told(EventKind.EXPIRING) == [message.id]


@pytest.mark.parametrize(
    "fields", [{"read_at": START + DAY}, {"withdrawn_at": START + DAY}, {"expires_at": START + 14 * DAY}]
)
def test_what_was_read_or_withdrawn_or_is_gone_is_not_reminded(noor: CitizenId, fields: dict[str, datetime]) -> None:
    boxes.message(noor, at=START, **fields)
    _every_day(START + 14 * DAY, 4)
    assert _told(EventKind.REMINDER) == []


def test_what_is_shown_as_unread_again_was_read(noor: CitizenId) -> None:
    boxes.message(noor, at=START, read_at=START + DAY, unread=True)
    _every_day(START + 14 * DAY, 4)
    assert _told(EventKind.REMINDER) == []


@pytest.mark.parametrize("state", [State.UNOPENED, State.STOPPED, State.CLOSED])
def test_only_an_active_box_is_reminded(noor: CitizenId, state: State) -> None:
    Box.objects.update(state=state)
    boxes.message(noor, at=START)
    _every_day(START + 14 * DAY, 4)
    assert _told(EventKind.REMINDER) == []


def test_what_is_kept_for_less_than_a_week_is_not_said_to_expire(noor: CitizenId) -> None:
    boxes.message(noor, at=START, expires_at=START + 6 * DAY)
    _every_day(START, 7)
    assert _told(EventKind.EXPIRING) == []


def test_a_worker_that_was_away_catches_up(noor: CitizenId) -> None:
    with clock.frozen_at(START):
        reminders.remind()
    message = boxes.message(noor, at=START)
    with clock.frozen_at(START + 45 * DAY):
        assert reminders.remind() == 1
    assert _told(EventKind.REMINDER) == [message.id]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.integers(0, 40 * 24), min_size=1, max_size=6),
    st.lists(st.integers(0, 70 * 24), min_size=1, max_size=12),
)
def test_whenever_it_runs_and_however_often_each_is_told_at_most_once_and_in_the_end_told(
    noor: CitizenId, published: list[int], runs: list[int]
) -> None:
    with clock.frozen_at(START):
        reminders.remind()
    wanted = [boxes.message(noor, at=START + timedelta(hours=each)).id for each in published]
    for hours in [*sorted(runs), 70 * 24, 70 * 24]:
        with clock.frozen_at(START + timedelta(hours=hours)):
            reminders.remind()
    assert sorted(_told(EventKind.REMINDER)) == sorted(wanted)
    for table in (DocumentEvent, Message, Sweep):
        table.objects.all().delete()


def test_a_range_that_is_done_again_tells_nothing_twice(noor: CitizenId) -> None:
    boxes.message(noor, at=START)
    _every_day(START + 15 * DAY, 1)
    Sweep.objects.update(until=START - DAY)
    _every_day(START + 15 * DAY, 1)
    assert len(_told(EventKind.REMINDER)) == 1


_MANY = """
INSERT INTO mailbox_message (box_id, id, published_at, expires_at, message_type_id, organisation, application, language,
  subject, body_is_main, registered, reply_allowed, shared, unread, visible)
SELECT gen_random_uuid(), gen_random_uuid(), at, at + interval '1 year', 't', 'o', 'a', 'nl',
  repeat('x', 200), false, false, false, false, true, true
FROM generate_series(%s - interval '400 days', %s, interval '20 minutes') AS at
"""


@pytest.mark.parametrize(("column", "after"), [("published_at", START - 50 * DAY), ("expires_at", START + 50 * DAY)])
def test_messages_of_a_day_are_found_by_the_block_range_index(column: str, after: datetime) -> None:
    values = {"kind": "x", "now": START, "after": after, "until": after + DAY, "ahead": DAY, "active": "active"}
    with connection.cursor() as cursor:
        cursor.execute(_MANY, [START, START])
        cursor.execute("ANALYZE mailbox_message")
        cursor.execute("EXPLAIN " + reminders._TELL.format(column=column), values)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "mailbox_times" in plan, plan
