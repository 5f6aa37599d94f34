"""The change feed of a case system (contracts/mbp.md §2.7), over real HTTP: read once, whatever goes wrong."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx
import msgspec
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from granian.constants import Interfaces
from granian.server.embed import Server
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from burgerprofiel.dossiers import content
from burgerprofiel.dossiers.connectors.feed import http, polling, wire
from burgerprofiel.dossiers.intake.processing import process_all
from burgerprofiel.dossiers.models import Dossier, Mutation, Source, Upload
from burgerprofiel.kit import clock
from burgerprofiel.organisations.actions import register
from burgerprofiel.organisations.groups import TargetGroup
from burgerprofiel.people import vault
from burgerprofiel.simulators.cases import server
from burgerprofiel.simulators.cases.faults import Behaviour, Mode
from burgerprofiel.simulators.cases.stories import BAKERY, CASES, change
from tests.dossiers.pushing import V1, program
from tests.dossiers.told import citizen

URI = "urn://zonnegem/mobiliteit"
WRONG = (
    (Mode.DOWN, "HTTP 503", http.TemporaryError),
    (Mode.REFUSES, "HTTP 404", http.PermanentError),
    (Mode.SLOW, "no whole answer", http.TemporaryError),
    (Mode.NO_JSON, "no page", http.PermanentError),
    (Mode.WRONG_SHAPE, "no page", http.PermanentError),
    (Mode.BACKWARDS, "backwards", http.PermanentError),
    (Mode.STANDS_STILL, "stands still", http.PermanentError),
    (Mode.UNORDERED, "not in order", http.PermanentError),
    (Mode.HUGE, "more than", http.PermanentError),
)


@dataclass
class System:
    """The case system: its state and its address."""

    address: str
    state: server.Cases

    def behave(self, mode: Mode) -> None:
        """Let it behave in a certain way from now on."""
        self.state.behaviour = Behaviour(mode=mode, milliseconds=0)


def _serve(app: Starlette, port: int) -> None:
    asyncio.run(Server(app, "127.0.0.1", port, interface=Interfaces.ASGI).serve())


@pytest.fixture(scope="module")
def running() -> System:
    state = server.Cases()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    threading.Thread(target=_serve, args=(Starlette(routes=server.routes(state)), port), daemon=True).start()
    address = f"http://zaken.localhost:{port}"
    for _attempt in range(100):
        try:
            httpx.get(f"http://127.0.0.1:{port}/", timeout=1)
            break
        except httpx.HTTPError:
            time.sleep(0.05)
    return System(address, state)


@pytest.fixture
def system(running: System, one_connection: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[System]:
    monkeypatch.setattr(http, "DEADLINE", 1.0)
    running.behave(Mode.FINE)
    told = {"name": {"nl": "Gemeente Zonnegem, Mobiliteit"}, "organisation": "0812345603"}
    Source.objects.create(uri=URI, poll_url=running.address, **told)
    before = list(running.state.changes)
    yield running
    running.state.changes = before


def test_everything_is_read_once_and_lies_with_its_people(system: System) -> None:
    bakery = register(TargetGroup.ENTREPRENEUR, BAKERY, {"nl": "Brood & Zo"})
    every = sum(len(case.steps) for case in CASES)
    assert polling.poll(URI) == every
    assert polling.poll(URI) == 0
    assert process_all() == every
    noor = citizen()
    row = Dossier.objects.get(owner_id=noor)
    said = content.read(vault.unseal(noor, row.sealed, content.dossier_place(row.id)))
    assert (said.number, said.code, said.phase, row.mutations) == ("BEW-2026-0311", "Goedgekeurd", "Afgerond", 3)
    assert said.manager is not None
    assert (said.manager.service, said.manager.house) == ("Gemeente Zonnegem, dienst Mobiliteit", "1")
    assert Dossier.objects.get(owner_id=bakery).code == "InWacht"
    assert Source.objects.get().poll_index == every + 1


def test_it_goes_on_where_it_stopped(system: System) -> None:
    polling.poll(URI)
    system.state.happened(change(datetime.now(UTC), CASES[0], "Afgerond", "ErkendVergund", "", ""))
    assert polling.poll(URI) == 1


def test_many_changes_are_read_page_by_page(system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "AT_ONCE", 3)
    assert polling.poll(URI) == sum(len(case.steps) for case in CASES)


def test_a_cursor_that_was_lost_reads_everything_again_and_nothing_counts_twice(system: System) -> None:
    polling.poll(URI)
    process_all()
    before = Mutation.objects.count()
    Source.objects.update(poll_index=0)
    assert polling.poll(URI) == 0
    process_all()
    assert Mutation.objects.count() == before


@pytest.mark.parametrize(("mode", "said", "kind"), WRONG, ids=[mode.value for mode, _said, _kind in WRONG])
def test_what_goes_wrong_is_said_loses_nothing_and_is_left_alone_for_a_while(
    system: System, mode: Mode, said: str, kind: type[Exception]
) -> None:
    system.behave(mode)
    began = time.monotonic()
    with pytest.raises(kind, match=said):
        http.fetch(system.address, 2)
    assert polling.poll(URI) == 0
    assert time.monotonic() - began < 6
    row = Source.objects.get()
    assert said in row.poll_trouble
    assert (row.poll_index, row.poll_failures, polling.due(), Upload.objects.count()) == (0, 1, [], 0)
    system.behave(Mode.FINE)
    with clock.frozen_at(clock.now() + timedelta(seconds=16)):
        assert polling.due() == [URI]
        assert polling.poll(URI) > 0
    row.refresh_from_db()
    assert (row.poll_trouble, row.poll_failures, row.poll_rests_until) == ("", 0, None)


def test_a_feed_rests_longer_each_time_and_is_never_given_up() -> None:
    rests = [polling.rest(failures) for failures in range(1, 30)]
    assert rests == sorted(rests)
    assert (rests[0], rests[-1]) == (timedelta(seconds=15), timedelta(hours=1))


def test_nobody_there_is_temporary() -> None:
    with pytest.raises(http.TemporaryError, match="cannot be reached"):
        http.fetch("http://zaken.localhost:1", 0)


def test_a_change_that_makes_no_sense_is_told_to_the_body_and_the_others_are_read(system: System) -> None:
    system.behave(Mode.ONE_BAD)
    every = sum(len(case.steps) for case in CASES)
    assert polling.poll(URI) == every - 1
    assert process_all() == every - 1
    body = program("zonnegem-zaken", URI)
    Source.objects.filter(uri=URI).update(clients=["zonnegem-zaken"])
    told = body.get(f"{V1}/resultaten/fouten", bron=URI).json
    (failed,) = [each for each in told if not each["Succes"]]
    assert "national number" in failed["Fout"]


def page(*elements: object, following: object = 9) -> bytes:
    return msgspec.json.encode({"nieuweIndex": following, "elementen": elements})


@pytest.mark.parametrize(
    "sent",
    [
        b"[" * 100_000,
        b'{"nieuweIndex": 1, "elementen": [' + b'{"index":' * 50_000,
        page({"index": "1"}),
        page({"index": True}),
        page({}),
        page({"index": 2**70}, following=2**71),
        page(following=2**70),
        page({"index": 1}, {"index": 1}),
        page(following="1"),
    ],
    ids=range(9),
)
def test_a_page_of_nonsense_is_refused_whole(sent: bytes) -> None:
    with pytest.raises(wire.WrongShapeError):
        wire.page(sent, 0)


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["vlaamseCode", "x"]), inner, max_size=3)
    ),
)


@settings(max_examples=200, database=None, derandomize=True)
@given(data=st.data())
def test_whatever_stands_in_a_change_it_is_read_or_said_to_make_no_sense(data: st.DataObject) -> None:
    told = {**change(datetime.now(UTC), CASES[0], "Beroep", "InWacht", "", ""), "index": 1}
    for name in data.draw(st.lists(st.sampled_from([*told, "status.vlaamseCode"]), max_size=3)):
        if name != "index":
            told[name] = data.draw(_ANY)
    item = wire.read(URI, msgspec.json.decode(msgspec.json.encode(told)))
    assert bool(item.told) is not bool(item.flaws)
    if item.told:
        assert "\x00" not in item.told.content.code + item.told.content.phase


def test_the_command_says_how_each_feed_does(system: System, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("dossiers_feeds", "--poll")
    assert "all is well, 7 new" in capsys.readouterr().out
    system.behave(Mode.BACKWARDS)
    with pytest.raises(CommandError, match="1 feeds"):
        call_command("dossiers_feeds")
