"""A list, a search, a message, a count: found by an index and in the box's own order, however much mail there is."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox import counts, queries
from burgerprofiel.mailbox.filters import Filter
from burgerprofiel.mailbox.finding import filling, ways
from burgerprofiel.mailbox.models import Message
from tests.mailbox import boxes, letters, programs
from tests.mailbox.programs import V2, V3, Program

pytestmark = pytest.mark.usefixtures("one_connection")
MANY = 40_000
_FILL = """
INSERT INTO mailbox_message (box_id, id, published_at, expires_at, message_type_id, organisation, application, language,
  subject, registered, reply_allowed, body_is_main, shared, unread, visible, withdrawn_why, sought)
SELECT CASE WHEN each %% 20 = 0 THEN %(noor)s ELSE lpad(to_hex(each %% 50), 32, '0')::uuid END,
  (lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint - each * 60000::bigint), 12, '0')
    || '7' || lpad(to_hex(each), 19, '0'))::uuid,
  now() - each * interval '1 minute', now() + interval '1 year', 'zonnegem-brief', '0812345603', 'zonnegem-post', 'nl',
  'Bericht ' || each, false, false, true, false, each %% 3 = 0, true, '', 'bericht ' || md5(each::text)
FROM generate_series(1, %(many)s) AS each
"""


@pytest.fixture
def noor() -> CitizenId:
    """Somebody with one in twenty of all messages, and the last of all."""
    letters.sender()
    noor = boxes.citizen(letters.NOOR)
    with connection.cursor() as cursor:
        cursor.execute(_FILL, {"noor": noor, "many": MANY})
        cursor.execute("ANALYZE mailbox_message")
    counts.change(noor, messages=MANY // 20)
    letters.published(letters.letter(), [letters.file()])
    return noor


def _plans(act: Callable[[], object]) -> list[str]:
    """The plans of everything that the act asks about messages."""
    with CaptureQueriesContext(connection) as captured:
        act()
    asked = [query["sql"] for query in captured if "mailbox_" in query["sql"]]
    return [_plan(statement) for statement in asked if re.match(r"\s*(SELECT|UPDATE|DELETE|WITH)", statement)]


def _plan(statement: str) -> str:
    """How it is answered: by an index if there is one for it, also where a table is still so small that it need not."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {statement}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute("SET LOCAL enable_seqscan = on")
    return plan


def _read_through(act: Callable[[], object]) -> list[str]:
    plans = _plans(act)
    assert plans
    return [
        plan
        for plan in plans
        if re.search(r"Seq Scan on mailbox_(message|attachment|publication|box|document_event)\b", plan)
    ]


def test_the_table_is_full_and_reading_through_it_is_seen(noor: CitizenId) -> None:
    assert _read_through(lambda: Message.objects.filter(subject="x").count())


@pytest.mark.parametrize("surface", [V2, V3])
def test_a_list_reads_its_newest_end_in_the_order_of_the_index(noor: CitizenId, surface: str) -> None:
    portal = programs.reader(noor)
    told = portal.told(f"{surface}/ebox/messages?pageSize=50")
    assert (len(told["items"]), told["totalItems"]) == (50, MANY // 20 + 1)
    plans = _plans(lambda: portal.told(f"{surface}/ebox/messages?pageSize=50"))
    (listed,) = [plan for plan in plans if plan.startswith("Limit") and "mailbox_message" in plan]
    assert "Index Scan Backward" in listed or "Index Scan using" in listed
    assert "Sort" not in listed
    assert not any("Seq Scan on mailbox_message" in plan for plan in plans)


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(text="0cc175b9"),
        Filter(text="bericht 7", language="nl"),
        Filter(received_after=clock.now() - timedelta(hours=2)),
        Filter(unread=True, visible=True),
        Filter(words=("bericht", "0cc1")),
    ],
    ids=["text", "text in a language", "since", "unread", "words"],
)
def test_what_is_sought_is_found_by_an_index(noor: CitizenId, wanted: Filter) -> None:
    assert _read_through(lambda: list(queries.messages(noor, wanted)[:51])) == []


def test_a_rare_text_in_a_large_box_is_found_by_its_own_index_and_not_by_reading_the_box(
    noor: CitizenId, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts.change(noor, messages=MANY)
    assert filling.fill_large() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('mailbox_found')")  # as the sweeper of the database does
        cursor.execute("ANALYZE mailbox_message")
    rare = Filter(text="0cc175b9c0f1", visible=True, language="nl")
    assert "mailbox_found" in _plans(lambda: list(queries.messages(noor, rare)[:51]))[-1]
    words = Filter(words=("bericht", "0cc175b"))
    assert "mailbox_found" in _plans(lambda: list(queries.messages(noor, words)[:51]))[-1]
    monkeypatch.setattr(ways, "FURTHER", 500)
    often = _plans(lambda: list(queries.messages(noor, Filter(text="bericht"))[:51]))[-1]
    assert "Index Scan Backward using mailbox_message_pkey" in often
    assert "Sort" not in often


def test_a_small_box_is_searched_by_reading_it_and_no_other(noor: CitizenId) -> None:
    asked = _plans(lambda: list(queries.messages(UUID(int=7), Filter(text="0cc175b9c0f1"))))
    assert not any("Seq Scan" in plan or "mailbox_found" in plan for plan in asked)
    assert re.search(r"Index Cond: \(+box_id =", asked[-1])


def test_counts_and_single_messages_are_found_by_an_index(noor: CitizenId) -> None:
    portal, row = programs.reader(noor), Message.objects.filter(box_id=noor).order_by("id").last()
    assert row
    one = f"{V3}/ebox/messages/{row.id}"
    for path in (f"{V3}/ebox/statistics", one, f"{one}/attachments", f"{one}/body"):
        assert _read_through(lambda path=path: portal.told(path)) == [], path  # type: ignore[misc]


def _asked(portal: Program, path: str) -> list[str]:
    portal.told(path)
    with CaptureQueriesContext(connection) as captured:
        portal.told(path)
    return [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]


@pytest.mark.parametrize(
    ("path", "most"), [("ebox/messages?pageSize=50", 7), ("ebox/statistics", 6), ("ebox/messages/{}", 7)]
)
def test_reading_costs_few_statements(noor: CitizenId, path: str, most: int) -> None:
    row = Message.objects.filter(box_id=noor).order_by("id").last()
    assert row
    statements = _asked(programs.reader(noor), f"{V3}/{path.format(row.id)}")
    assert len(statements) <= most, "\n".join(statements)
