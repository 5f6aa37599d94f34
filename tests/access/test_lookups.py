"""Who signs in, looks up or removes is found by an index, however many others there are."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from benchmarks import crowded
from benchmarks.people import Known, somebody
from django.db import connection
from django.test.utils import CaptureQueriesContext

from burgerprofiel.access import actions, ending, tokens
from burgerprofiel.access.keys import store
from burgerprofiel.access.models import Account, DigitalKey, PasskeyLookup, Session, SignIn, UserName
from burgerprofiel.audit.events import Trace

pytestmark = pytest.mark.django_db
FEW = 5_000
TABLES = [table for crowd in crowded.CROWDS.values() for table, _fresh in crowd.tables]
TRACE = Trace(actor="test")


@pytest.fixture
def known() -> Known:
    """Somebody among thousands."""
    person = somebody()
    for crowd in crowded.CROWDS.values():
        crowded.fill(crowd, FEW)
    return person


def _read_through(act: Callable[[], object]) -> set[str]:
    """Which of the big tables are read from beginning to end by what the act asks."""
    with CaptureQueriesContext(connection) as captured:
        act()
    asked = [query["sql"] for query in captured if any(table in query["sql"] for table in TABLES)]
    plans = [_plan(statement) for statement in asked if re.match(r"\s*(SELECT|UPDATE|DELETE|WITH)", statement)]
    assert plans
    return {table for table in TABLES for plan in plans if re.search(rf"Seq Scan on {table}\b", plan)}


def _plan(statement: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {statement}")
        return "\n".join(line for (line,) in cursor.fetchall())


def test_every_table_is_full(known: Known) -> None:
    for model in (Session, SignIn, DigitalKey, PasskeyLookup, UserName, Account):
        assert model.objects.count() > FEW
    assert _read_through(lambda: list(Session.objects.filter(face="desk"))) == {"access_session"}


def test_a_session_is_found_by_an_index(known: Known) -> None:
    assert _read_through(known.look_up_sessions) == set()


def test_a_key_is_found_by_an_index(known: Known) -> None:
    assert _read_through(known.look_up_keys) == set()


def test_a_citizen_s_sessions_are_found_and_ended_by_an_index(known: Known) -> None:
    assert _read_through(lambda: ending.end_everywhere(known.citizen_id, TRACE)) == set()


def test_signing_out_is_done_by_an_index(known: Known) -> None:
    assert _read_through(lambda: actions.sign_out_at_provider(known.provider, TRACE)) == set()


def test_a_key_is_removed_by_an_index(known: Known) -> None:
    found = PasskeyLookup.objects.get(credential_hash=tokens.digest(b"the passkey of the bench"))
    assert _read_through(lambda: store.remove(known.citizen_id, found.key_id, TRACE)) == set()
    assert not PasskeyLookup.objects.filter(citizen_id=known.citizen_id).exists()
