"""zaken.localhost: `GET /dossierstatusveranderingen?index=&limiet=` for who asks what changed.

`GET /` is the board: it lets a case move on, or the system go wrong. Programs `PUT /behaviour`; `DELETE /behaviour`
makes everything fine again.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from burgerprofiel.simulators import hosts, orders
from burgerprofiel.simulators.cases.faults import Behaviour, Mode
from burgerprofiel.simulators.cases.stories import CASES, Json, change, changes

HOST = "zaken.localhost"
MOST = 500
BRUSSELS = ZoneInfo("Europe/Brussels")
STATES = (
    ("Samenstelling", "Ingediend"),
    ("Behandeling", "InBehandeling"),
    ("Behandeling", "DossierOnvolledig"),
    ("Beslissing", "Goedgekeurd"),
    ("Beslissing", "Geweigerd"),
    ("Uitvoering", "Uitgevoerd"),
    ("Afgerond", "ErkendVergund"),
)


class Cases:
    """The state of the case system: what happened, and how it behaves."""

    def __init__(self) -> None:
        """Begin with the stories."""
        self.behaviour = Behaviour()
        self.changes: list[Json] = []
        for number, each in enumerate(changes(datetime.now(BRUSSELS)), 1):
            self.changes.append({**each, "index": number})

    def happened(self, told: Json) -> None:
        """Number a change and keep it: behind all that happened before this system was started again and forgot it."""
        self.changes.append({**told, "index": max(self.changes[-1]["index"] + 1, int(time.time()))})

    async def feed(self, request: Request) -> Response:
        """`GET /dossierstatusveranderingen`."""
        await asyncio.sleep(self.behaviour.milliseconds / 1000)
        try:
            index, limit = (int(request.query_params[name]) for name in ("index", "limiet"))
        except (KeyError, ValueError):
            return JSONResponse({"fout": "index en limiet zijn getallen"}, 400)
        mode = self.behaviour.mode
        return _nonsense(mode) or JSONResponse(self._page(mode, index, min(limit, MOST)))

    def _page(self, mode: Mode, index: int, limit: int) -> Json:
        found = [each for each in self.changes if each["index"] >= index][:limit]
        following = found[-1]["index"] + 1 if found else index
        match mode:
            case Mode.BACKWARDS:
                following = index - 5
            case Mode.STANDS_STILL:
                following = index
            case Mode.UNORDERED:
                found = found[::-1]
            case Mode.ONE_BAD if found:
                found = [{**found[0], "agenten": [{"type": "BurgerAgent", "rijksregisternummer": "0"}]}, *found[1:]]
        here = f"{hosts.origin(HOST)}/dossierstatusveranderingen"
        return {
            "@type": "StatusVeranderingsVerzameling",
            "@id": f"{here}?index={index}&limiet={limit}",
            "index": index,
            "limiet": limit,
            "nieuweIndex": following,
            "@volgendeVerzameling": f"{here}?index={following}&limiet={limit}",
            "elementen": found,
        }

    async def change(self, request: Request) -> Response:
        """Set the behaviour from JSON, or from the page's form."""

        def set_it(ordered: Behaviour) -> None:
            self.behaviour = ordered

        return await orders.take(request, Behaviour, set_it)

    async def reset(self, _request: Request) -> Response:
        """Everything fine again."""
        self.behaviour = Behaviour()
        return Response(status_code=204)

    async def move(self, request: Request) -> Response:
        """Let a case move on, from the page's form."""
        form = dict(parse_qsl((await request.body()).decode(errors="replace")))
        case = next((each for each in CASES if each.number == form.get("number")), None)
        phase, _space, code = form.get("state", "").partition(" ")
        if case is None or (phase, code) not in STATES:
            return Response("There is no such case or state.\n", 400, media_type="text/plain")
        self.happened(change(datetime.now(BRUSSELS), case, phase, code, "", form.get("action", "")[:200]))
        return RedirectResponse("/", 303)

    async def board(self, _request: Request) -> Response:
        """Show the cases and how the system behaves, and let somebody change it."""
        now = {each["dossiernummer"]: each["status"] for each in self.changes}
        told = {"modes": list(Mode), "behaviour": self.behaviour, "cases": CASES, "states": STATES, "now": now}
        return HTMLResponse(_TEMPLATE.render(told))


def routes(cases: Cases | None = None) -> Sequence[BaseRoute]:
    """Return what this host serves."""
    ours = cases or Cases()
    return [
        Route("/", ours.board),
        Route("/dossierstatusveranderingen", ours.feed),
        Route("/zaken", ours.move, methods=["POST"]),
        Route("/behaviour", ours.change, methods=["PUT", "POST"]),
        Route("/behaviour", ours.reset, methods=["DELETE"]),
    ]


_TEMPLATE = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True).get_template("board.html")


def _nonsense(mode: Mode) -> Response | None:
    """Return an answer that has nothing to do with the question; None: it answers."""
    match mode:
        case Mode.DOWN:
            return Response("Onderhoud\n", 503, media_type="text/plain")
        case Mode.REFUSES:
            return Response("Niet gevonden\n", 404, media_type="text/plain")
        case Mode.SLOW:
            return StreamingResponse(_drop_by_drop(), media_type="application/json")
        case Mode.NO_JSON:
            return Response("<html><h1>Proxy</h1></html>", media_type="application/json")
        case Mode.WRONG_SHAPE:
            return JSONResponse({"elementen": "geen", "nieuweIndex": "veel"})
        case Mode.HUGE:
            return StreamingResponse(_without_end(), media_type="application/json")
    return None


async def _drop_by_drop() -> AsyncIterator[bytes]:
    yield b"{"
    for _drop in range(300):
        await asyncio.sleep(0.3)
        yield b" "


async def _without_end() -> AsyncIterator[bytes]:
    yield b'{"elementen": ["'
    for _piece in range(400):
        await asyncio.sleep(0.001)
        yield b"a" * 65536
