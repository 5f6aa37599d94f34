"""The bell of an open page changes by itself (server-sent events), without holding what others need.

An open stream holds a thread of the web process, so few are held: of one process at most `PLACES`, of one citizen at
most `OF_ONE`, each for less than half a minute and without a connection to the database. Whoever finds no place is
answered at once and told to ask again after half a minute: browsers do that by themselves.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator

import msgspec
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from burgerprofiel.access import queries as access
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit import formats
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.own import lines
from burgerprofiel.notices.own.lines import Standing
from burgerprofiel.notices.own.listening import LISTENER

PLACES = 16
"""Streams that one process holds, of its 64 threads (`site.launch.roles`)."""
OF_ONE = 2
"""Of these one citizen's."""
HELD = 25.0
"""Seconds that a stream is held: proxies cut what is silent for thirty."""
BEAT = 10.0
"""Seconds after which a held stream says that it is still there, and looks whether the session is."""
AGAIN, LATER = 1_000, 30_000
"""Milliseconds until the browser asks again: after a stream that was held, and without a place."""

_places = threading.BoundedSemaphore(PLACES)


OVER = "event: over\ndata: {}\n\n"
"""The session is over: ask no more."""


class _OverError(Exception):
    pass


def told(viewer: Viewer, citizen_id: CitizenId, known: str) -> Iterator[str]:
    """Yield what a browser hears that knows the bell as `known` (a stamp); in the language that is active."""
    held = LISTENER.count(citizen_id) < OF_ONE and _places.acquire(blocking=False)
    try:
        yield from (_held if held else _at_once)(viewer, citizen_id, known)
    except _OverError:
        yield OVER
    except DatabaseError:
        yield _retry(LATER)
    finally:
        if held:
            _places.release()


def _at_once(viewer: Viewer, citizen_id: CitizenId, known: str) -> Iterator[str]:
    yield _retry(LATER)
    now = _standing(viewer, citizen_id)
    if now.stamp != known:
        yield _event(now)


def _held(viewer: Viewer, citizen_id: CitizenId, known: str) -> Iterator[str]:
    ends = time.monotonic() + min(HELD, viewer.seconds_left)
    with LISTENER.waiting(citizen_id) as rung:
        if not LISTENER.hears.wait(1.0):
            yield from _at_once(viewer, citizen_id, known)
            return
        yield _retry(AGAIN)
        while True:
            rung.clear()
            now = _standing(viewer, citizen_id)
            if now.stamp != known:
                yield _event(now)
                known = now.stamp
            left = ends - time.monotonic()
            if left <= 0:
                return
            if not rung.wait(min(left, BEAT)):
                yield ": \n\n"


def _standing(viewer: Viewer, citizen_id: CitizenId) -> Standing:
    """Return how the bell stands. Two SQL statements; the connection is given back. Raises _OverError."""
    try:
        if not access.is_open(viewer):
            raise _OverError
        return lines.standing(citizen_id)
    finally:
        let_go()


def _retry(milliseconds: int) -> str:
    """Ask again after about so long: not everybody at the same moment."""
    return f"retry: {round(milliseconds * random.uniform(0.8, 1.2))}\n\n"  # noqa: S311 - no secret


class Rung(msgspec.Struct):
    """What the bell shows now."""

    unread: int
    short: str
    """The number in the bell."""
    words: str
    """The same for who hears it."""
    said: str
    """What is announced when there is more than there was."""


def rung(now: Standing) -> Rung:
    """Return what the bell shows, in the language that is active."""
    return Rung(now.unread, short(now), words(now), _("You have a new notice.") + " " + words(now))


def short(now: Standing) -> str:
    """Return the number as it fits in the bell."""
    return str(now.unread) if now.unread < 100 else "99+"


def words(now: Standing) -> str:
    """Return what the bell says, in words."""
    if not now.unread:
        return _("No new notices")
    return ngettext("%(n)s new notice", "%(n)s new notices", now.unread) % {"n": formats.number(now.unread)}


def _event(now: Standing) -> str:
    return f"id: {now.stamp}\nevent: bell\ndata: {msgspec.json.encode(rung(now)).decode()}\n\n"
