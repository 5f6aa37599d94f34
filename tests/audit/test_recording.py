"""Recording: with the act or not at all, in order, and cheap however many events there are."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta, timezone
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from burgerprofiel.audit import actions, inspect_chains
from burgerprofiel.audit.events import Trace
from burgerprofiel.audit.inspection import Tally
from burgerprofiel.audit.models import AuditChain, AuditEvent
from burgerprofiel.kit import clock
from tests.audit.trail import NOOR, TRACE, WOUTER, PageRead, act

Count = Callable[[int], AbstractContextManager[object]]


@pytest.mark.django_db
def test_an_event_keeps_every_field_the_contract_asks_for() -> None:
    moment = datetime(2026, 11, 21, 9, 30, 0, 123456, tzinfo=timezone(timedelta(hours=1)))
    with clock.frozen_at(moment.astimezone(UTC)):
        act(NOOR, "werk & pensioen “é”")
    event = AuditEvent.objects.get()
    assert (event.citizen_id, event.seq, event.at) == (NOOR, 1, moment)
    assert (event.tag, event.details) == ("demo.page.read", '{"page":"werk & pensioen “é”","times":1}')
    assert (event.actor, event.client_id, event.subject_token_hash) == ("citizen", "portal", "f0" * 32)
    assert (event.method, event.url, event.response_code) == ("GET", "/gegevens/work", 200)


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused() -> None:
    with pytest.raises(actions.OutsideTransactionError):
        actions.record(NOOR, TRACE, PageRead(page="work"))
    assert not AuditChain.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_event_goes_when_the_act_fails() -> None:
    act(NOOR, "work")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.record(NOOR, TRACE, PageRead(page="home"))
        raise ZeroDivisionError
    act(NOOR, "family")
    assert list(AuditEvent.objects.order_by("seq").values_list("seq", "details")) == [
        (1, '{"page":"work","times":1}'),
        (2, '{"page":"family","times":1}'),
    ]
    assert not list(inspect_chains.findings(Tally()))


@pytest.mark.django_db
@pytest.mark.parametrize("events", [1, 2, 50])
def test_any_number_of_events_costs_two_statements(events: int, django_assert_num_queries: Count) -> None:
    with django_assert_num_queries(2):
        actions.record(NOOR, TRACE, *[PageRead(page="work")] * events)
    assert AuditEvent.objects.count() == events


@pytest.mark.django_db
def test_no_events_cost_nothing(django_assert_num_queries: Count) -> None:
    with django_assert_num_queries(0):
        actions.record(NOOR, TRACE)


@pytest.mark.django_db(transaction=True)
def test_writers_for_one_citizen_take_turns_and_leave_a_whole_chain() -> None:
    start = Barrier(6)

    def write(_: int) -> None:
        start.wait()
        try:
            for _ in range(10):
                act(NOOR, "work", "home")
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(write, range(6)))
    assert AuditChain.objects.get().seq == AuditEvent.objects.count() == 120
    assert not list(inspect_chains.findings(Tally()))


@pytest.mark.django_db(transaction=True)
def test_citizens_do_not_wait_for_each_other() -> None:
    def write() -> None:
        try:
            act(WOUTER, "work")
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads, transaction.atomic():
        actions.record(NOOR, TRACE, PageRead(page="work"))
        threads.submit(write).result(5)


EVENTS, ANCHORS, HEADS, CHAINS = "audit_event", "audit_anchor", "audit_anchored_head", "audit_chain"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("table", "statement"),
    [
        *((table, "UPDATE {} SET hash = hash") for table in (EVENTS, ANCHORS, HEADS)),
        *((table, "DELETE FROM {}") for table in (EVENTS, ANCHORS, HEADS, CHAINS)),
        *((table, "TRUNCATE {}") for table in (EVENTS, ANCHORS, HEADS, CHAINS)),
    ],
)
def test_the_database_refuses_to_change_the_trail(table: str, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        # The tests' own database lets tables be emptied between tests (tests/conftest.py); here it is as installed.
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {table}_never_emptied")
        cursor.execute(statement.format(table))


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
plain = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@pytest.mark.django_db
@effort(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pages=st.lists(texts, min_size=1, max_size=4), path=plain, times=st.integers(-(2**60), 2**60))
def test_whatever_is_recorded_verifies(pages: list[str], path: str, times: int) -> None:
    trace = Trace(actor="system", path=path)
    with transaction.atomic():
        actions.record(NOOR, trace, *(PageRead(page=page, times=times) for page in pages))
    assert not list(inspect_chains.findings(Tally()))


@pytest.mark.django_db
def test_events_of_many_citizens_cost_two_statements_and_each_chain_holds(django_assert_num_queries: Count) -> None:
    act(NOOR, "home")
    for _again in range(2):
        with transaction.atomic(), django_assert_num_queries(2):
            told = {NOOR: [PageRead(page="work"), PageRead(page="home")], WOUTER: [PageRead(page="family")]}
            actions.record_all(TRACE, told)
    tags = list(AuditEvent.objects.order_by("citizen_id", "seq").values_list("citizen_id", "seq"))
    assert tags == sorted([(NOOR, seq) for seq in range(1, 6)] + [(WOUTER, 1), (WOUTER, 2)])
    assert not list(inspect_chains.findings(Tally()))


@pytest.mark.django_db
def test_events_of_nobody_cost_nothing(django_assert_num_queries: Count) -> None:
    with transaction.atomic(), django_assert_num_queries(0):
        actions.record_all(TRACE, {NOOR: []})
