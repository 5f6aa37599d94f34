"""A GET changes nothing but the audit trail and the session's own clock (product: rules that are easy to get wrong)."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest

from tests.journeys.steps import PAGES, THEMES, Tickets, ask
from tests.landscape import Live

Rows = dict[str, tuple[int, str]]
_ITS_OWN = ("audit_", "procrastinate_", "mailbox_owner_mail", "mailbox_mail_mark", "mailbox_waiting", "notices_postman")
"""The trail, the worker's own tables, which move without anybody, and what other registries told this session last."""
_SWEPT = ("access_challenge", "sources_sealed_answer")
_ADDRESSES = (
    "/",
    "/?opnieuw=",
    "/gegevens",
    *PAGES,
    "/dossiers?filters=1&toon=lopend",
    "/dossiers/zoeken",
    *(f"/tegels/{theme}" for theme in THEMES),
    "/zoeken",
    "/zoeken?q=Kerkstraat",
    "/berichten",
    "/berichten?filters=1&toon=te-betalen",
    "/berichten/ordenen",
    "/berichten/activeren",
    "/berichten/activeren/e-mail",
    "/berichten/activeren/code",
    "/berichten/activeren/akkoord",
    "/berichten/activeren/klaar",
    "/berichten/instellingen",
    "/berichten/instellingen/stoppen",
    "/berichten/uitvoer.csv",
    "/berichten/uitvoer.json",
    "/meldingen",
    "/meldingen?groep=mail",
    "/meldingen/paneel",
    "/uitvoer.json",
    "/uitvoer.pdf",
    "/uitvoer/schema.json",
    "/klopt-dit",
    "/klopt-dit/meldingen",
    "/hulp",
    "/privacy",
    "/toegankelijkheid",
    "/merk.css",
    "/merk.svg",
    "/aanmelden",
    "/aanmelden?terug=/zoeken",
    "/aanmelden/terug",
    "/aanmelden/terug?state=x&code=y",
    "/afgemeld",
    "/afgemeld/verlopen",
    "/sessie",
    "/afmelden",
    "/sessie/verlengen",
    "/taal?taal=fr",
    "/status/live",
    "/status/ready",
    "/nergens",
)
_AT_THE_PROVIDER = (
    "/",
    "/op/.well-known/openid-configuration",
    "/op/v1/keys",
    "/op/v1/auth",
    "/op/v1/token",
    "/op/v1/userinfo",
    "/op/v1/logout",
    "/op/afmelden",
    "/op/aanmelden",
    "/op/aanmelden/annuleren",
    "/op/aanmelden/eid/uitdaging",
    "/op/aanmelden/eid",
)


def _tables(database: psycopg.Connection[tuple[Any, ...]]) -> list[str]:
    found = database.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    return [str(name) for (name,) in found]


def _rows(database: psycopg.Connection[tuple[Any, ...]], lasting: datetime) -> Rows:
    """How many rows each table has, and a hash of all that is in them.

    The worker sweeps what has ended, so of short-lived rows only those count that last beyond `lasting`.
    """
    found = {}
    for table in _tables(database):
        if table.startswith(_ITS_OWN):
            continue
        row = "to_jsonb(t) - 'touched_at'" if table == "access_session" else "to_jsonb(t)"
        swept = "WHERE expires_at > %(lasting)s" if table in _SWEPT else ""
        lines = f'SELECT ({row})::text AS line FROM "{table}" t {swept}'  # noqa: S608 - names of our own tables
        asked = f"SELECT count(*), md5(coalesce(string_agg(line, '|' ORDER BY line), '')) FROM ({lines}) AS rows"  # noqa: S608
        count, digest = database.execute(asked, {"lasting": lasting}).fetchone() or (0, "")
        found[table] = (int(count), str(digest))
    return found


@pytest.fixture
def lasting() -> datetime:
    """A moment after this test."""
    return datetime.now(UTC) + timedelta(minutes=2)


_SETTLED = """
SELECT bool_and(poll_index > 0 OR poll_url = '')
  AND NOT EXISTS (SELECT 1 FROM dossiers_upload WHERE processed_at IS NULL)
FROM dossiers_source
"""
"""Whether the demo's case system was asked, and all that bodies sent was added."""


@pytest.fixture
def citizen(live: Live, tickets: Tickets, database: psycopg.Connection[tuple[Any, ...]]) -> str:
    """Noor's session, after every source answered and it was noted that she looked into her mailbox."""
    until = time.monotonic() + 90
    while database.execute(_SETTLED).fetchone() != (True,):
        assert time.monotonic() < until, "the demo's dossiers did not all come"
        time.sleep(0.5)
    cookie = tickets.take("noor")
    assert ask(live, "/uitvoer.json", cookie).status_code == 200
    assert ask(live, "/berichten", cookie).status_code == 200
    return cookie


def test_reading_every_page_twice_leaves_every_table_as_it_was(
    live: Live, citizen: str, database: psycopg.Connection[tuple[Any, ...]], lasting: datetime
) -> None:
    before = _rows(database, lasting)
    assert before["sources_sealed_answer"][0] >= 20
    message = re.findall(r'href="(/berichten/[0-9a-f-]{36})', ask(live, "/berichten", citizen).text)[1]
    for method in ("GET", "HEAD", "GET"):
        for address in (*_ADDRESSES, message, f"{message}/gezien"):
            assert ask(live, address, citizen, method=method).status_code < 500, address
        for address in _AT_THE_PROVIDER:
            assert ask(live, live.access + address, citizen, method=method).status_code < 500, address
    assert _rows(database, lasting) == before


def test_reading_is_in_the_trail(live: Live, citizen: str, database: psycopg.Connection[tuple[Any, ...]]) -> None:
    asked = "SELECT count(*) FROM audit_event"
    before = database.execute(asked).fetchone()
    ask(live, "/gegevens/family", citizen)
    assert database.execute(asked).fetchone() == (before[0] + 1,)  # type: ignore[index]  # a count has a row


def test_the_comparison_would_notice_a_change(
    live: Live, citizen: str, database: psycopg.Connection[tuple[Any, ...]], lasting: datetime
) -> None:
    before = _rows(database, lasting)
    form = ask(live, "/gegevens", citizen)
    token = form.text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    answer = ask(
        live,
        "/afmelden",
        method="POST",
        data={"csrfmiddlewaretoken": token},
        headers={"cookie": f"mbp={citizen}; csrf={form.cookies['csrf']}", "origin": live.portal},
    )
    assert answer.status_code == 302
    after = _rows(database, lasting)
    ended = {"access_session", "access_token", "sources_sealed_answer"}  # a token for another registry
    assert {table for table in before if before[table] != after[table]} == ended
