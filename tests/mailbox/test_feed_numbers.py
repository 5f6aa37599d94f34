"""Who reads the feed behind a number misses nothing, however late an act is committed."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import closing
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection, connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import uuid7
from burgerprofiel.mailbox.feed import numbering, reading
from burgerprofiel.mailbox.feed.reading import Wanted
from burgerprofiel.mailbox.feed.sights import OfBox, OfPortal, OfSender, Sight
from burgerprofiel.mailbox.models import DocumentEvent, Message, Publication
from tests.mailbox import boxes

pytestmark = pytest.mark.django_db(transaction=True)
SIGHT = OfSender(boxes.SENDER)
_WRITE = """
INSERT INTO mailbox_document_event (box_id, id, kind, message_id, at) VALUES (%s, %s, 'newDocument', %s, %s)
"""


@pytest.fixture
def published() -> Iterator[UUID]:
    """A message that things can happen to."""
    citizen_id, message_id, now = uuid4(), uuid7(), clock.now()
    Publication.objects.create(
        message_id=message_id,
        organisation=boxes.SENDER,
        application=boxes.APPLICATION,
        message_type_id=boxes.TYPE,
        box_id=citizen_id,
        published_at=now,
        expires_at=now,
    )
    yield message_id
    Message.objects.all().delete()


def _connect() -> psycopg.Connection[tuple[object, ...]]:
    told = connection.get_connection_params()
    return psycopg.connect(host=told["host"], port=told.get("port"), user=told["user"], dbname=told["dbname"])


def _write(own: psycopg.Connection[tuple[object, ...]], message_id: UUID) -> UUID:
    event_id = uuid7()
    own.execute(_WRITE, [uuid4(), event_id, message_id, clock.now()])
    return event_id


class Reader:
    """Asks for the feed in small pages, as a program does, and keeps what it got."""

    def __init__(self) -> None:
        self.after, self.got, self.numbers = 0, list[UUID](), list[int]()

    def read(self) -> None:
        """Read on to the end."""
        numbering.number_some()
        more = True
        while more:
            page = reading.page(SIGHT, Wanted(self.after, 2))
            self.got += [each.id for each in page.events]
            self.numbers += [each.number for each in page.events]
            assert page.last >= self.after
            self.after, more = page.last, page.more


_STEPS = st.lists(st.tuples(st.sampled_from(["write", "commit", "undo", "read"]), st.integers(0, 3)), max_size=30)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_STEPS)
def test_a_reader_gets_every_committed_event_once_in_whatever_order_they_commit(
    published: UUID, steps: list[tuple[str, int]]
) -> None:
    reader, committed = Reader(), list[UUID]()
    reader.after = reading.head()
    open_now: dict[int, tuple[psycopg.Connection[tuple[object, ...]], list[UUID]]] = {}
    for step, which in [*steps, *(("commit", each) for each in range(4)), ("read", 0)]:
        if step == "read":
            reader.read()
        elif step == "write":
            own, written = open_now.setdefault(which, (_connect(), []))
            written.append(_write(own, published))
        elif which in open_now:
            own, written = open_now.pop(which)
            with closing(own):
                (own.commit if step == "commit" else own.rollback)()
            committed += written if step == "commit" else []
    assert sorted(reader.got) == sorted(committed)
    assert reader.numbers == sorted(set(reader.numbers))


def test_writers_numberers_and_readers_at_the_same_time(published: UUID) -> None:
    reader, done = Reader(), threading.Event()
    written: list[UUID] = []

    def write() -> None:
        with closing(_connect()) as own:
            for _each in range(25):
                some = [_write(own, published) for _twice in range(2)]
                own.commit()
                written.extend(some)

    def number() -> None:
        while not done.is_set():
            numbering.number_all()
        connections.close_all()

    writers = [threading.Thread(target=write) for _each in range(4)]
    numberers = [threading.Thread(target=number) for _each in range(2)]
    for thread in [*writers, *numberers]:
        thread.start()
    while any(thread.is_alive() for thread in writers):
        reader.read()
    done.set()
    for thread in numberers:
        thread.join()
    reader.read()
    assert len(reader.got) == 200
    assert sorted(reader.got) == sorted(written)
    assert reader.numbers == sorted(set(reader.numbers))


def test_a_reader_does_not_wait_for_who_numbers(published: UUID) -> None:
    with closing(_connect()) as busy, closing(_connect()) as own:
        busy.execute("SELECT pg_advisory_xact_lock(hashtext('burgerprofiel.mailbox.feed'))")
        event_id = _write(own, published)
        own.commit()
        reader = Reader()
        reader.read()
        assert event_id not in reader.got
        busy.rollback()
        reader.read()
    assert reader.got[-1] == event_id


def test_a_number_is_never_given_twice_also_when_old_events_are_gone(published: UUID) -> None:
    with closing(_connect()) as own:
        _write(own, published)
        own.commit()
        numbering.number_all()
        first = reading.head()
        DocumentEvent.objects.all().delete()
        _write(own, published)
        own.commit()
    numbering.number_all()
    assert reading.head() > first


_MANY = """
INSERT INTO mailbox_document_event (box_id, id, kind, message_id, at, number, organisation)
SELECT md5((each % 500)::text)::uuid, gen_random_uuid(), 'newDocument', gen_random_uuid(), now(), each,
  (1000000000 + each % 50)::text
FROM generate_series(1, 40000) AS each
"""


@pytest.mark.parametrize(
    ("sight", "index"),
    [
        (OfBox(UUID("c4ca4238-a0b9-2382-0dcc-509a6f75849b")), "mailbox_event_of_box"),
        (OfSender("1000000007"), "mailbox_event_of_sender"),
        (OfPortal("x"), "mailbox_event_number"),
    ],
)
def test_a_page_costs_what_it_holds_however_long_the_feed_is(sight: Sight, index: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_MANY)
        cursor.execute("ANALYZE mailbox_document_event")
        statement, values = reading.statement(sight, Wanted(0, 20), 100, 40_000, 21)
        cursor.execute(f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) {statement}", values)
        plan = "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute("TRUNCATE mailbox_document_event")
    assert index in plan, plan
    assert max(float(rows) for rows in re.findall(r"actual rows=([\d.]+)", plan)) < 100, plan


@pytest.mark.parametrize("statement", [reading._HEAD, numbering._WAITING])
def test_where_the_feed_ends_is_known_at_once(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_MANY)
        cursor.execute("ANALYZE mailbox_document_event")
        cursor.execute(f"EXPLAIN {statement}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute("TRUNCATE mailbox_document_event")
    assert "Seq Scan" not in plan, plan
