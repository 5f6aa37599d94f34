"""The reader's service (kaartlezer.localhost) and the authority's OCSP service (ocsp.localhost).

Like the real native application, the reader signs for whatever site asks, but over that site's own origin, which the
browser tells and the site cannot choose.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from functools import lru_cache
from pathlib import Path

import msgspec
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.simulators.card_reader import page, responder
from burgerprofiel.simulators.card_reader.cards import Box, Card

SHOWN = 50
_SCRIPT = Path(__file__).parent / "static" / "kaartlezer.js"
_Door = Callable[[Request], Awaitable[Response]]


class _Search(msgspec.Struct):
    text: str = ""


class _Sign(msgspec.Struct, rename="camel"):
    card: str
    pin: str
    challenge_nonce: str


@lru_cache(maxsize=1)
def box() -> Box:
    """Return the cards of this process; the first time the authority is made and put among the trusted ones."""
    data = Path(os.environ["MBP_DATA"])
    scheme, port = os.environ.get("MBP_SCHEME", "http"), os.environ.get("MBP_PORT", "8000")
    made = Box(data / "simulators" / "cards", f"{scheme}://ocsp.localhost:{port}")
    trusted = Path(os.environ.get("MBP_EID_TRUST") or data / "eid-trust") / "zonnegem-demo.pem"
    trusted.parent.mkdir(parents=True, exist_ok=True)
    if not trusted.exists() or trusted.read_bytes() != made.authority.pem:
        trusted.write_bytes(made.authority.pem)
    return made


async def cards(request: Request) -> Response:
    """`POST /kaarten`: the first cards that match, and how many there are."""
    found = box().find(msgspec.json.decode(await request.body(), type=_Search).text)
    return JSONResponse({"cards": [_shown(card) for card in found[:SHOWN]], "count": len(found)})


def _shown(card: Card) -> dict[str, str | int]:
    subject = card.holder.subject
    return {
        "id": card.id,
        "name": f"{subject.given.split(' ')[0]} {subject.family}",
        "number": Ssin(subject.ssin).formatted,
        "defect": card.holder.defect.value,
        "services": card.holder.services,
    }


async def sign(request: Request) -> Response:
    """`POST /teken`: the token, or 403 with how many tries of the PIN are left."""
    wanted = msgspec.json.decode(await request.body(), type=_Sign)
    card = box().cards.get(wanted.card)
    if card is None:
        return JSONResponse({"error": "card"}, 404)
    if not card.accepts(wanted.pin):
        return JSONResponse({"error": "pin", "left": card.tries}, 403)
    return JSONResponse(box().token(card, request.headers.get("origin", ""), wanted.challenge_nonce))


async def script(_request: Request) -> Response:
    """`GET /kaartlezer.js`: what the browser extension does in a page."""
    return FileResponse(_SCRIPT, media_type="text/javascript")


async def front(_request: Request) -> Response:
    """`GET /`: what this is."""
    return HTMLResponse(page.write(list(box().cards.values())))


async def status(request: Request) -> Response:
    """`POST /` of the OCSP service."""
    return Response(responder.answer(box(), await request.body()), media_type=responder.MEDIA_TYPE)


async def silent(_request: Request) -> Response:
    """`POST /stil`: the OCSP service when it is out of order."""
    return Response("out of order\n", 503)


def _open(door: _Door) -> _Door:
    """Let pages of any site reach the reader, as an extension does; what cannot be read is refused."""

    async def opened(request: Request) -> Response:
        try:
            response = Response(status_code=204) if request.method == "OPTIONS" else await door(request)
        except msgspec.DecodeError as error:
            response = JSONResponse({"error": str(error)}, 400)
        response.headers["Access-Control-Allow-Origin"] = request.headers.get("origin", "*")
        response.headers["Access-Control-Allow-Headers"] = "content-type"
        response.headers["Access-Control-Allow-Methods"] = "GET, POST"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers["Vary"] = "Origin"
        return response

    return opened


def routes_reader() -> list[BaseRoute]:
    """The routes of kaartlezer.localhost."""
    box()
    return [
        Route("/", front),
        Route("/kaartlezer.js", _open(script)),
        Route("/kaarten", _open(cards), methods=["POST", "OPTIONS"]),
        Route("/teken", _open(sign), methods=["POST", "OPTIONS"]),
    ]


def routes_ocsp() -> list[BaseRoute]:
    """The routes of ocsp.localhost."""
    box()
    return [Route("/", status, methods=["POST"]), Route("/stil", silent, methods=["POST"])]
