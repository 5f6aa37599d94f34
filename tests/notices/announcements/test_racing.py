"""Announcements that several colleagues and workers are busy with at once (C17): nothing twice, no figure off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import TypeVar
from uuid import UUID

import pytest
from django.db import connection

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.notices.announcements import actions, clearing, draft, progress, proposals, stopping, writing
from burgerprofiel.notices.models import Announcement, Delivery, Notice, Proposal, Stop, Waiting
from burgerprofiel.notices.models.notices import Way
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.own import lines
from burgerprofiel.people.actions import meet
from tests.notices.outbox.by_hand import send_waiting
from tests.notices.outbox.conftest import reached, server
from tests.notices.outbox.posting import Server

__all__ = ["server"]
pytestmark = pytest.mark.django_db(transaction=True)
TRACE = Trace(actor="test")
T = TypeVar("T")


def people(many: int) -> list[CitizenId]:
    """So many invented citizens, each with an address."""
    found = [meet(Ssin(f"{nine}{97 - nine % 97:02d}")) for nine in range(446501001, 446501001 + many)]
    for number, each in enumerate(found):
        reached(each, f"n{number}@example.be")
    return found


def announced(whom: list[CitizenId]) -> UUID:
    """An announcement that is not told yet."""
    said = {"title": "Titel", "text": "Tekst"}
    return actions.make(draft.read({"reference": "r", **dict.fromkeys(writing.LANGUAGES, said)}), whom, TRACE)


def at_once(*acts: Callable[[], T]) -> list[T]:
    """Do these at the same moment, each on a connection of its own."""
    ready = Barrier(len(acts))

    def one(act: Callable[[], T]) -> T:
        ready.wait()
        try:
            return act()
        finally:
            let_go()
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_the_same_new_form_sent_twice_at_the_same_moment_makes_one() -> None:
    (who,) = people(1)
    known, told = uuid7(), writing.typed({"audience": "everybody"})
    saved = at_once(*[lambda: proposals.save(known, 0, told, None, who, TRACE)] * 3)
    assert [each.version for each in saved] == [1, 1, 1]
    assert Proposal.objects.get().version == 1


def test_two_colleagues_release_it_at_the_same_moment_and_it_is_announced_once() -> None:
    author, *others = people(5)
    words = {f"{code}-{part}": "Woorden" for code in writing.LANGUAGES for part in ("title", "text")}
    told = writing.typed({"reference": "r", "audience": writing.EVERYBODY, **words})
    row = proposals.save(uuid7(), 0, told, None, author, TRACE)
    proposals.propose(row.id, row.version, author, TRACE)
    version = Proposal.objects.get().version

    def release(who: CitizenId) -> bool:
        try:
            proposals.release(row.id, version, who, TRACE)
        except proposals.ChangedMeanwhileError:
            return False
        return True

    assert sorted(at_once(*(lambda who=who: release(who) for who in others))) == [False, False, False, True]
    assert Announcement.objects.count() == 1
    assert progress.figures(Announcement.objects.get().id).all == 5


def test_stopped_while_it_is_told_everybody_was_told_or_is_counted_as_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "SIZE", 1)
    whom = people(24)
    known = announced(whom)

    def tell() -> int:
        many = 0
        while (some := actions.tell_next(known)) is not None:
            many += some
        return many

    def stop() -> int:
        while not Notice.objects.exists():
            pass
        return stopping.stop(known, "Vergissing.", whom[0], TRACE)

    *told, untold = at_once(tell, tell, stop)
    assert sum(told) + untold == 24
    assert Notice.objects.count() == sum(told)
    assert actions.tell_next(known) is None
    assert clearing.clear(30)
    assert not Waiting.objects.exists()
    assert Stop.objects.get().cleared_at is not None
    assert all(lines.standing(each).unread == 0 for each in whom)


def test_a_letter_under_way_when_it_is_stopped_is_waited_for(server: Server) -> None:
    (noor,) = people(1)
    known = announced([noor])
    actions.tell_next(known)
    Waiting.objects.update(taken_by=uuid7())
    stopping.stop(known, "Vergissing.", noor, TRACE)
    assert not clearing.clear(30), "somebody is sending it"
    Waiting.objects.update(taken_by=None)
    assert clearing.clear(30)
    assert Stop.objects.get().dropped == 1
    send_waiting()
    assert server.letters == []


def test_one_that_came_back_and_goes_another_way_is_dropped_and_says_so(server: Server) -> None:
    (who,) = people(1)
    known = announced([who])
    actions.tell_next(known)
    row = Waiting.objects.get()
    Delivery.objects.create(
        citizen_id=who, id=row.id, notice_id=known, channel="email", way=Way.WAITING, why="instead",
        created_at=clock.now(), due_at=clock.now(), way_at=clock.now(),
    )  # fmt: skip
    Waiting.objects.update(bulk=False, digest=False, instead=True)
    stopping.stop(known, "Fout.", who, TRACE)
    assert clearing.clear(10)
    assert (Delivery.objects.get().way, Stop.objects.get().dropped) == (Way.DROPPED, 1)
    assert progress.figures(known).letters[Channel.EMAIL] == {Way.DROPPED: 1}


def test_while_letters_go_each_is_counted_in_one_place(server: Server) -> None:
    whom = people(40)
    known = announced(whom)
    while actions.tell_next(known) is not None:
        pass
    Waiting.objects.update(digest=False, due_at=clock.now())
    over = Event()

    def send() -> list[int]:
        try:
            send_waiting()
        finally:
            over.set()
        return []

    def look() -> list[int]:
        return list(counted(known, over))

    _none, seen = at_once(send, look)
    assert set(seen) == {40}
    assert progress.figures(known).letters == {Channel.EMAIL: {Way.HANDED: 40}}
    assert len(server.letters) == Delivery.objects.count() == 40


def counted(known: UUID, over: Event) -> Iterator[int]:
    """How many letters there are, again and again, until all of them went."""
    while True:
        is_over = over.is_set()
        yield sum(progress.figures(known).letters[Channel.EMAIL].values())
        if is_over:
            return
