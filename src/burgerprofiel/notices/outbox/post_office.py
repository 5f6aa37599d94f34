"""The process that sends all day: one thread takes and opens, some hand over, one notes, one says that it lives.

No thread holds a database connection while it waits for somebody else. Who handed a letter over notes it at once;
whatever else became of one, the noting thread writes, together with all that came up while the note before was written.
"""

from __future__ import annotations

import queue
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from uuid import UUID

import structlog
from django.db import DatabaseError
from psycopg_pool import PoolTimeout

from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.ids import uuid7
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.outbox import noting, opening, postmen, stamping, taking
from burgerprofiel.notices.outbox.desk import Desk
from burgerprofiel.notices.outbox.handing import Hands, Standings
from burgerprofiel.notices.outbox.taken import Outcome, Parcel
from burgerprofiel.notices.outbox.taking import Group
from burgerprofiel.notices.outbox.waking import Ear

HANDS = {Channel.EMAIL: (5, 3), Channel.SMS: (2, 1), Channel.PUSH: (2, 1)}
"""Threads of a channel: for everything, and for what goes at once alone."""
AT_ONCE, CAN_WAIT = 120, 40
"""Letters that are taken and not yet noted, of each sort."""
_PAUSE = 0.05
"""Seconds between two looks at least: what comes in meanwhile is opened together."""
_IDLE = 1.0
"""Seconds between two looks at most."""
_TROUBLE = (DatabaseError, PoolTimeout)

log = structlog.get_logger(__name__)


class PostOffice:
    """Sends until it is closed."""

    def __init__(self) -> None:
        """Nothing runs yet."""
        self.standings = Standings()
        self._postman: UUID = uuid7()
        self._lived = 0.0
        self._desks = {channel: Desk() for channel in Channel}
        self._became = queue.SimpleQueue[list[Outcome] | None]()
        self._under_way = Counter[bool]()
        self._counting = threading.Lock()
        self._look, self._closing, self._ended = threading.Event(), threading.Event(), threading.Event()

    def run(self) -> None:
        """Send until `close`; then end what is under way."""
        self._live()
        ear, noter = Ear(self._look), self._thread(self._note)
        beat = self._thread(self._beat)
        hands = [
            self._thread(lambda channel=channel, every=number < some: self._hand(channel, every=every))  # type: ignore[misc]
            for channel, (some, swift) in HANDS.items()
            for number in range(some + swift)
        ]
        ear.start()
        while not self._closing.is_set():
            self._look.wait(_IDLE)
            self._look.clear()
            self._round()
            self._closing.wait(_PAUSE)
        for desk in self._desks.values():
            desk.close()
        for each in hands:
            each.join()
        self._became.put(None)
        noter.join()
        self._ended.set()
        beat.join()
        ear.close()
        self._leave()

    def close(self) -> None:
        """End: what lies on the desks is left to others."""
        self._closing.set()
        self._look.set()

    def _thread(self, work: Callable[[], None]) -> threading.Thread:
        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        return thread

    # one takes and opens

    def _round(self) -> None:
        try:
            if not self._is_fresh():
                return
            postman = self._postman
            groups = self._take(postman)
            parcels, done = opening.opened(groups, clock.now())
        except _TROUBLE as error:
            log.warning("the outbox is out of reach", kind=type(error).__name__)
            self._closing.wait(1.0)
            return
        finally:
            let_go()
        self._count(groups)
        if done:
            self._became.put(done)
        for channel, desk in self._desks.items():
            desk.put(each for each in parcels if each.channel is channel)

    def _take(self, postman: UUID) -> list[Group]:
        now, channels = clock.now(), self.standings.channels()
        room, side = AT_ONCE - self._under_way[True], CAN_WAIT - self._under_way[False]
        groups = taking.at_once(postman, channels, room, now)
        if len(groups) == room > 0:
            self._look.set()
            return groups
        waiting = taking.digests(postman, channels, side, now)
        waiting += taking.bulk(postman, channels, side - len(waiting), now)
        return groups + waiting

    def _count(self, groups: Sequence[Group]) -> None:
        with self._counting:
            for group in groups:
                self._under_way[not (group[0].bulk or group[0].digest)] += len(group)

    # some hand over

    def _hand(self, channel: Channel, *, every: bool) -> None:
        desk, hands = self._desks[channel], Hands(self.standings)
        while (parcel := desk.take(what_can_wait=every)) is not None:
            try:
                if became := self._handed(hands, parcel):
                    self._became.put(became)
            finally:
                desk.done(parcel)
        hands.close()

    def _handed(self, hands: Hands, parcel: Parcel) -> list[Outcome]:
        if not self._is_fresh() or any(row.postman != self._postman for row in parcel.rows):
            return opening.left(parcel)
        try:
            became = hands.hand_over(parcel)
        except Exception:
            log.exception("a letter was not handed over")
            return opening.left(parcel)
        if stamping.stamp(became):
            self._end(became)
            return []
        return became

    # one notes

    def _note(self) -> None:
        while (first := self._became.get()) is not None:
            some, last = list(first), False
            while not self._became.empty():
                more = self._became.get()
                if more is None:
                    last = True
                    break
                some += more
            self._write(some)
            self._end(some)
            if last:
                return

    def _end(self, some: Sequence[Outcome]) -> None:
        """There is room for others, and whoever waited behind these may go."""
        with self._counting:
            for each in some:
                self._under_way[not (each.row.bulk or each.row.digest)] -= 1
        self._look.set()

    def _write(self, some: list[Outcome]) -> None:
        """What was handed over is noted, however long the database is away."""
        wait, alone = 0.2, False
        while True:
            try:
                noting.note(some, alone=alone)
            except _TROUBLE as error:
                log.warning("what was sent could not be noted yet", kind=type(error).__name__, letters=len(some))
                time.sleep(wait)
                wait = min(wait * 2, 5.0)
            except Exception:  # what follows from one of these failed: that they went is noted nevertheless
                log.exception("what follows from a letter could not be done")
                if alone:
                    return
                alone = True
            else:
                return
            finally:
                let_go()

    # one says that it lives

    def _is_fresh(self) -> bool:
        return time.monotonic() - self._lived < postmen.FRESH

    def _beat(self) -> None:
        while not self._ended.wait(postmen.BEAT):
            self._live()

    def _live(self) -> None:
        """Say so; after a gap under a new name, for the old one may be dead to the others."""
        if not self._is_fresh():
            self._postman = uuid7()
        began = time.monotonic()
        try:
            postmen.live(self._postman)
            self._lived = began
        except _TROUBLE as error:
            log.warning("could not say that the post lives", kind=type(error).__name__)
        finally:
            let_go()

    def _leave(self) -> None:
        try:
            postmen.leave(self._postman)
        except _TROUBLE:
            log.warning("what was taken is free in some seconds")
        finally:
            let_go()
