"""The first page of a citizen's list over two registries: how much later it is there than the slowest registry answers.

The other registry takes a quarter of a second before it looks anything up. What it takes in all is measured beside, by
asking it the same question with the same token; the rest is ours: of the list, and, in the note, of the whole page with
its line in the trail.
"""

from __future__ import annotations

import json
import statistics
import time
import urllib.request
from typing import TYPE_CHECKING

from benchmarks.demo import Demo
from benchmarks.load import Timing
from burgerprofiel.simulators.registry.server import HOST

if TYPE_CHECKING:
    from burgerprofiel.access.viewer import Viewer

SLOW = 250
"""Milliseconds."""


def measure(demo: Demo, cookie: str, times: int) -> tuple[Timing, str]:
    """Return our own share of each page's time, and a note with both parts."""
    _ask(demo, HOST, "/behaviour", body={"mode": "fine", "milliseconds": SLOW})
    try:
        viewer = _viewer(cookie)
        token = _token(viewer)
        listed = "/ebox/messageRegistry/v3/ebox/messages?page=1&pageSize=50&visible=true"
        pages: list[float] = []
        alone: list[float] = []
        lists: list[float] = []
        for number in range(times + 2):
            asked = _ask(demo, HOST, listed, Authorization=f"Bearer {token}")
            page = _ask(demo, "mijn.localhost", "/berichten", Cookie=cookie, **{"Accept-Language": "nl"})
            listed_in = _list(viewer)
            if number > 1:  # the first ones fill what is kept: connections, templates, names of senders
                alone.append(asked)
                pages.append(page)
                lists.append(listed_in)
    finally:
        _ask(demo, HOST, "/behaviour", body={"mode": "fine", "milliseconds": 40})
    usual = statistics.median(alone)
    whole = statistics.median(pages) - usual
    note = f"the registry alone {usual * 1000:.0f} ms; the whole page comes {whole * 1000:.0f} ms after it"
    return Timing([each - usual for each in lists], sum(lists)), note


def _list(viewer: Viewer) -> float:
    """Make the list as a page does; return the seconds."""
    from burgerprofiel.kit.connections import let_go
    from burgerprofiel.mailbox import queries
    from burgerprofiel.mailbox.own import together
    from burgerprofiel.mailbox.own.wanted import Wanted

    known = queries.tally(viewer.citizen_id)
    if known is None:
        raise SystemExit("The citizen of the measurement has no mailbox.")
    began = time.perf_counter()
    found = together.page(viewer, Wanted(), known, "nl", {})
    took = time.perf_counter() - began
    let_go()
    if found.missing or len(found.states) != 2:
        raise SystemExit("The list lacks the other registry.")
    return took


def _viewer(cookie: str) -> Viewer:
    from burgerprofiel.access import faces, queries
    from burgerprofiel.access.cookies import SessionCookie
    from burgerprofiel.audit.events import Trace

    read = SessionCookie.read(cookie.partition("=")[2])
    viewer = queries.viewer(read, Trace(actor="citizen"), faces.portal()) if read else None
    if viewer is None:
        raise SystemExit("The session for the measurement is not there.")
    return viewer


def _token(viewer: Viewer) -> str:
    """The token that the portal shows for this session."""
    from burgerprofiel.access import vouching
    from burgerprofiel.mailbox.registry.scopes import MESSAGES, REFERENCE

    return vouching.token(viewer, "federaal-register", (MESSAGES, REFERENCE))


def _ask(demo: Demo, host: str, path: str, body: dict[str, object] | None = None, **headers: str) -> float:
    """Ask, and return the seconds until the last byte."""
    told = {"Host": f"{host}:{demo.port}", **headers} | ({"Content-Type": "application/json"} if body else {})
    content = json.dumps(body).encode() if body else None
    request = urllib.request.Request(
        f"http://127.0.0.1:{demo.port}{path}", data=content, headers=told, method="PUT" if body else "GET"
    )
    began = time.perf_counter()
    with urllib.request.urlopen(request, timeout=10) as answer:
        page = answer.read()
    if path == "/berichten" and b"Federaal register" not in page:
        raise SystemExit("The page lacks the other registry.")
    return time.perf_counter() - began
