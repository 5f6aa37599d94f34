"""The simulated MAGDA: one SOAP address for all services, delays and faults to order, and a page to switch them.

`POST /Magda-02.00/soap/WebService` answers; `GET /` shows the board, whose forms post to `/behaviour/{service}`;
programs `PUT` JSON there, and `DELETE /behaviour` makes everything fine again.
"""

from __future__ import annotations

import asyncio
import html
import os
from collections.abc import AsyncIterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from lxml import etree
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from burgerprofiel.simulators import orders
from burgerprofiel.simulators.magda import hostile, landscape, papers
from burgerprofiel.simulators.magda.cast import BY_SLUG, CAST
from burgerprofiel.simulators.magda.faults import Behaviour, Board, Mode
from burgerprofiel.simulators.magda.store import Store

_XML = "text/xml; charset=utf-8"
_NOBODY = "97721110189"
"""A test number of nobody in the demo."""


class Magda:
    """The state of one simulated MAGDA: its answers, its board, and whose file must still be registered (13202)."""

    def __init__(self, folder: Path) -> None:
        """Serve the answers below `folder`."""
        self.store = Store(folder)
        self.board = Board({"*": Behaviour()})
        self.unregistered = {BY_SLUG["oksana"].ssin}

    async def answer(self, request: Request) -> Response:
        """Answer one SOAP question."""
        question = etree.fromstring(await request.body(), etree.XMLParser(resolve_entities=False, no_network=True))
        name = question.findtext(".//{*}Context/{*}Naam") or ""
        behaviour = self.board.of(name)
        await asyncio.sleep(behaviour.delay())
        if behaviour.mode is Mode.DEAD:
            await asyncio.sleep(3600)
        trouble = _trouble(behaviour.mode)
        if trouble is not None:
            return trouble
        content = self._reply(question, name)
        if content is None:
            return Response(hostile.BODIES[Mode.FAULT], 500, media_type=_XML)
        if name == papers.SERVICE:
            content = await asyncio.to_thread(papers.filled, content, question)
        if behaviour.mode is Mode.FOREIGN:
            content = _about_somebody_else(content, question)
        return Response(content, media_type=_XML)

    def _reply(self, question: etree._Element, name: str) -> bytes | None:
        subject = question.findtext(".//{*}INSZ") or question.findtext(".//{*}Sleutel") or ""
        if name == "RegistreerInschrijving":
            self.unregistered.discard(subject)
        elif subject in self.unregistered:
            return (
                hostile.BODIES[Mode.OVERLOADED]
                .replace(b"99996", b"13202")
                .replace(b"Te veel gelijktijdige bevragingen", b"De persoon is niet ingeschreven")
            )
        reference = question.findtext(".//{*}Vraag/{*}Referte") or ""
        found = self.store.answer(question, html.escape(reference))
        return hostile.NOTHING_FOUND if found is None and name in self.store.services else found

    async def change(self, request: Request) -> Response:
        """Set a service's behaviour from JSON, or from the page's form."""

        def set_it(ordered: Behaviour) -> None:
            self.board[request.path_params["service"]] = ordered

        return await orders.take(request, Behaviour, set_it)

    async def reset(self, request: Request) -> Response:
        """Everything fine again."""
        self.board.clear()
        self.board["*"] = Behaviour()
        return RedirectResponse("/", 303) if request.method == "POST" else Response(status_code=204)

    async def page(self, _request: Request) -> Response:
        """Show who plays and how every service behaves."""
        return HTMLResponse(_page(self))


def _trouble(mode: Mode) -> Response | None:
    """The answer of a service in trouble, or None when it must answer for real."""
    if mode is Mode.REFUSES:
        return Response("Service Unavailable", 503, media_type="text/plain")
    if mode is Mode.HUGE:
        return StreamingResponse(_huge(), media_type=_XML)
    if mode in hostile.BODIES:
        return Response(hostile.BODIES[mode], 500 if mode is Mode.FAULT else 200, media_type=_XML)
    return None


async def _huge() -> AsyncIterator[bytes]:
    yield hostile.HUGE_HEAD
    for _part in range(hostile.HUGE_PARTS):
        yield hostile.HUGE_PART
    yield hostile.HUGE_TAIL


def _about_somebody_else(content: bytes, question: etree._Element) -> bytes:
    asked = question.findtext(".//{*}INSZ") or question.findtext(".//{*}ssin") or "-"
    return content.replace(asked.encode(), _NOBODY.encode())


_TEMPLATE = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True).get_template("board.html")


def _page(magda: Magda) -> str:
    return _TEMPLATE.render(
        services=[(name, magda.board.of(name)) for name in ["*", *sorted(magda.store.services)]],
        modes=list(Mode),
        cast=[] if os.environ.get("MAGDA_MOCK_DATA") else [person for person in CAST if person.signs_in],
    )


def folder() -> Path:
    """The answers to serve: `MAGDA_MOCK_DATA`, or the demo's own, written anew below the data folder."""
    given = os.environ.get("MAGDA_MOCK_DATA")
    if given:
        return Path(given)
    own = Path(os.environ["MBP_DATA"]) / "simulators" / "magda"
    landscape.write(own)
    return own


def routes() -> list[Route]:
    """The addresses of magda.localhost."""
    magda = Magda(folder())
    return [
        Route("/Magda-02.00/soap/WebService", magda.answer, methods=["POST"]),
        Route("/api/Magda-02.00/soap/WebService", magda.answer, methods=["POST"]),
        Route("/behaviour/{service}", magda.change, methods=["PUT", "POST"]),
        Route("/behaviour", magda.reset, methods=["DELETE"]),
        Route("/reset", magda.reset, methods=["POST"]),
        Route("/", magda.page),
    ]
