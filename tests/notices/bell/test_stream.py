"""The bell of an open page changes by itself, and an open page takes nothing that others need (E1)."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import translation

from burgerprofiel.access import actions as access
from burgerprofiel.access.capacity import Capacity
from burgerprofiel.access.models import Session
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.notices.own import lines, listening, marking, stream
from burgerprofiel.notices.own.listening import Listener
from tests.notices.bell.conftest import Tell, browser, raise_all
from tests.notices.bell.telling import told

STREAM = "/meldingen/stroom"


def heard(client: Client, known: str = "", **headers: str) -> str:
    """All that one asking hears."""
    answer = client.get(f"{STREAM}?sinds={known}", headers=headers)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/event-stream")
    content: Any = answer.streaming_content  # type: ignore[attr-defined]  # it streams
    return b"".join(content).decode()


def events(text: str) -> list[dict[str, Any]]:
    """What the bell was told to show."""
    return [json.loads(line[6:]) for line in text.splitlines() if line.startswith('data: {"unread')]


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every place is taken."""
    monkeypatch.setattr(stream, "_places", threading.BoundedSemaphore(1))
    assert stream._places.acquire(blocking=False)


@pytest.fixture
def brief(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    """Streams of two seconds, and a listener that goes when nobody waits."""
    own = Listener()
    monkeypatch.setattr(listening, "LINGERS", 0.2)
    monkeypatch.setattr(stream, "LISTENER", own)
    monkeypatch.setattr(stream, "HELD", 2.0)
    monkeypatch.setattr(stream, "BEAT", 0.3)
    yield own
    until = time.monotonic() + 5
    while own._thread and time.monotonic() < until:
        time.sleep(0.05)
    assert not own._thread


def viewer_of(citizen_id: CitizenId) -> Viewer:
    """Somebody whose session is open."""
    now = clock.now()
    row = Session.objects.filter(citizen_id=citizen_id).latest("created_at")
    return Viewer(citizen_id, row.id, (), now + timedelta(minutes=20), Trace(actor="test"), "Noor", "V", b"")


class Listening(threading.Thread):
    """A page that is open."""

    def __init__(self, viewer: Viewer, known: str) -> None:
        super().__init__()
        self.viewer, self.known = viewer, known
        self.heard = list[tuple[float, str]]()
        self.held = set[bool]()
        self.start()

    def run(self) -> None:
        try:
            with translation.override("nl"):
                for part in stream.told(self.viewer, self.viewer.citizen_id, self.known):
                    self.heard.append((time.monotonic(), part))
                    self.held.add(connection.connection is not None)
        finally:
            let_go()

    @property
    def shown(self) -> list[int]:
        """What the bell showed, one after the other."""
        return [each["unread"] for each in events("".join(part for _at, part in self.heard))]


@pytest.mark.django_db
@pytest.mark.usefixtures("full")
def test_who_finds_no_place_is_answered_at_once_and_asks_again_later(hers: Client, tell: Tell) -> None:
    tell()
    text = heard(hers)
    assert 24_000 <= int(text.partition("retry: ")[2].split()[0]) <= 36_000
    assert [each["unread"] for each in events(text)] == [1]
    assert events(text)[0]["words"] == "1 nieuwe melding"


@pytest.mark.django_db
@pytest.mark.usefixtures("full")
def test_who_knows_it_already_hears_nothing_new(hers: Client, tell: Tell, noor: CitizenId) -> None:
    tell()
    known = lines.standing(noor).stamp
    assert not events(heard(hers, known))
    assert not events(heard(hers, "x", **{"Last-Event-ID": known}))
    tell()
    assert [each["unread"] for each in events(heard(hers, known))] == [2]


@pytest.mark.django_db
@pytest.mark.usefixtures("full")
def test_one_read_and_another_come_is_something_new(hers: Client, tell: Tell, noor: CitizenId) -> None:
    first = tell()
    known = lines.standing(noor).stamp
    marking.read_one(noor, first, Trace(actor="test"))
    tell()
    assert [each["unread"] for each in events(heard(hers, known))] == [1]


@pytest.mark.django_db
def test_who_is_not_signed_in_or_acts_for_another_hears_that_it_is_over(noor: CitizenId) -> None:
    acting = browser("85631441236", "Noor", Capacity(group="EA", organisation=str(uuid7())))
    for client in Client(headers={"host": "mijn.localhost"}), acting:
        assert heard(client) == stream.OVER


@pytest.mark.django_db
@pytest.mark.usefixtures("full")
def test_asking_makes_no_session_longer(hers: Client, noor: CitizenId) -> None:
    before = clock.now() - timedelta(minutes=5)
    Session.objects.filter(citizen_id=noor).update(touched_at=before)
    heard(hers)
    assert Session.objects.get(citizen_id=noor).touched_at == before
    hers.get("/meldingen/paneel")
    assert Session.objects.get(citizen_id=noor).touched_at > before


@pytest.mark.django_db(transaction=True)
def test_a_page_hears_within_a_moment_and_holds_no_connection_while_it_waits(
    hers: Client, noor: CitizenId, jozef: CitizenId, his: Client, brief: Listener
) -> None:
    pages = [Listening(viewer_of(each), "0.") for each in (noor, jozef)]
    time.sleep(0.6)
    told_at = time.monotonic()
    raise_all(told(noor))
    for each in pages:
        each.join(10)
    assert [each.shown for each in pages] == [[1], []]
    at = next(moment for moment, part in pages[0].heard if "event: bell" in part)
    assert at - told_at < 1.0
    assert pages[0].held == pages[1].held == {False}
    assert any(part.startswith(":") for _at, part in pages[1].heard), "it says that it is still there"


@pytest.mark.django_db(transaction=True)
def test_reading_in_another_tab_and_a_hundred_at_once_are_heard(hers: Client, noor: CitizenId, brief: Listener) -> None:
    first = raise_all(told(noor))
    page = Listening(viewer_of(noor), lines.standing(noor).stamp)
    time.sleep(0.6)
    marking.read_one(noor, first[0], Trace(actor="test"))
    time.sleep(0.4)
    for _each in range(25):
        raise_all(*(told(noor) for _one in range(4)))
    page.join(10)
    assert page.shown[0] == 0
    assert page.shown[-1] == 100
    assert page.shown == sorted(page.shown)


@pytest.mark.django_db(transaction=True)
def test_signing_out_ends_what_is_held(hers: Client, noor: CitizenId, brief: Listener) -> None:
    viewer = viewer_of(noor)
    page = Listening(viewer, "0.")
    time.sleep(0.6)
    Session.objects.filter(citizen_id=noor).update(sealed_hint=b"")
    out_at = time.monotonic()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("burgerprofiel.access.actions.sealing.unseal", lambda *_any: b"")
        access.end_session(viewer)
    page.join(10)
    assert page.heard[-1][1] == stream.OVER
    assert time.monotonic() - out_at < 1.5


@pytest.mark.django_db(transaction=True)
def test_one_citizen_takes_two_places_at_most_and_gives_them_back(
    hers: Client, noor: CitizenId, brief: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = threading.BoundedSemaphore(5)
    monkeypatch.setattr(stream, "_places", places)
    viewer = viewer_of(noor)
    pages = []
    for _page in range(4):
        pages.append(Listening(viewer, "0."))
        time.sleep(0.3)
    assert [page.is_alive() for page in pages] == [True, True, False, False]
    for page in pages:
        page.join(10)
    assert all(places.acquire(blocking=False) for _place in range(5))
    assert not brief.count(noor)


@pytest.mark.django_db(transaction=True)
def test_a_browser_that_leaves_gives_its_place_back(
    hers: Client, noor: CitizenId, brief: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = threading.BoundedSemaphore(1)
    monkeypatch.setattr(stream, "_places", places)
    parts = stream.told(viewer_of(noor), noor, "0.")
    assert next(parts).startswith("retry: ")
    assert brief.count(noor) == 1
    parts.close()  # type: ignore[attr-defined]  # what the server does when nobody reads any more
    assert brief.count(noor) == 0
    assert places.acquire(blocking=False)
