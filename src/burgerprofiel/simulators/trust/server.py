"""vertrouwen.localhost: time stamps (RFC 3161), OCSP and CRL, and remote seals below `/csc/v2`.

`GET /` is the board; programs `PUT /behaviour`, and `DELETE /behaviour` makes everything fine again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding
from jinja2 import Environment, FileSystemLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from burgerprofiel.simulators import orders
from burgerprofiel.simulators.trust import stamps, status
from burgerprofiel.simulators.trust.csc import Remote
from burgerprofiel.simulators.trust.faults import Behaviour, Mode
from burgerprofiel.simulators.trust.house import HOST, House, house

__all__ = ["HOST", "Services", "routes"]
_Work = Callable[[Request], Awaitable[Response]]


class Services:
    """The services and how they behave."""

    def __init__(self, own: House) -> None:
        """Serve what this house owns."""
        self.house, self.behaviour = own, Behaviour()
        self.asked: dict[str, int] = {}
        """How often each address was asked, for tests."""

    def door(self, work: _Work, *trouble: Mode) -> _Work:
        """Let `work` answer, unless there is trouble to order; each of `trouble` means HTTP 503 here."""

        async def answer(request: Request) -> Response:
            self.asked[request.url.path] = self.asked.get(request.url.path, 0) + 1
            await asyncio.sleep(3600 if self.behaviour.mode is Mode.SILENT else self.behaviour.milliseconds / 1000)
            if self.behaviour.mode in (Mode.DOWN, *trouble):
                return Response("out of order\n", 503)
            return await work(request)

        return answer

    async def stamp(self, request: Request) -> Response:
        """`POST /tijd`: a time stamp."""
        mode, question = self.behaviour.mode, await request.body()
        if mode is Mode.STAMPS_NONSENSE:
            return HTMLResponse("<h1>Proxy</h1>")
        if mode is Mode.STAMPS_OTHER_BYTES:
            question = _other_bytes(question)
        service = self.house.time_stamps_of_others if mode is Mode.STAMPS_OF_OTHERS else self.house.time_stamps
        try:
            told = stamps.refusal() if mode is Mode.STAMPS_REFUSED else service.answer(question, mode.fast)
        except ValueError as error:
            return Response(f"{error}\n", 400)
        return Response(told, media_type=stamps.MEDIA_TYPE)

    async def ocsp(self, request: Request) -> Response:
        """`POST /ocsp`: whether a certificate was withdrawn."""
        told = status.answer(await request.body(), self.house.responder, self._withdrawn, self._at)
        return Response(told, media_type="application/ocsp-response")

    async def crl(self, request: Request) -> Response:
        """`GET /crl/{name}`: what the root or the issuing authority withdrew."""
        issuer = self.house.authority.root if request.path_params["name"] == "root" else self.house.authority.issuing
        serials = self._withdrawn if issuer is self.house.authority.issuing else set()
        return Response(status.listed(issuer, serials, self._at), media_type="application/pkix-crl")

    @property
    def _withdrawn(self) -> set[int]:
        now_too = self.behaviour.mode is Mode.REVOKED
        seals = (self.house.seal, self.house.remote) if now_too else ()
        return self.house.withdrawn | {pair.certificate.serial_number for pair in seals}

    @property
    def _at(self) -> datetime:
        return datetime.now(UTC) - timedelta(days=7 if self.behaviour.mode is Mode.STATUS_OLD else 0)

    async def issuer(self, _request: Request) -> Response:
        """`GET /issuing.crt`: who issues."""
        der = self.house.authority.issuing.certificate.public_bytes(Encoding.DER)
        return Response(der, media_type="application/pkix-cert")

    async def change(self, request: Request) -> Response:
        """Set the behaviour from JSON, or from the page's form."""

        def set_it(ordered: Behaviour) -> None:
            self.behaviour = ordered

        return await orders.take(request, Behaviour, set_it)

    async def reset(self, _request: Request) -> Response:
        """Everything fine again."""
        self.behaviour = Behaviour()
        self.asked.clear()
        return Response(status_code=204)

    async def board(self, _request: Request) -> Response:
        """Show how they behave, and let somebody change it."""
        return HTMLResponse(_TEMPLATE.render(modes=list(Mode), behaviour=self.behaviour, asked=self.asked))


def _other_bytes(question: bytes) -> bytes:
    """Put another digest into a question for a time stamp of a SHA-256 digest."""
    place = question.index(b"\x04\x20") + 2
    return question[:place] + sha256(question).digest() + question[place + 32 :]


_TEMPLATE = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True).get_template("board.html")


def routes() -> Sequence[BaseRoute]:
    """Return what this host serves."""
    services = Services(house())
    remote = Remote(services.house, lambda: services.behaviour.mode)
    signing = {
        "oauth2/token": remote.token,
        "info": remote.door(remote.info),
        "credentials/list": remote.door(remote.listed),
        "credentials/info": remote.door(remote.credential),
        "credentials/authorize": remote.door(remote.authorize),
        "signatures/signHash": remote.door(remote.sign),
    }
    return [
        Route("/", services.board),
        Route("/behaviour", services.change, methods=["PUT", "POST"]),
        Route("/behaviour", services.reset, methods=["DELETE"]),
        Route("/tijd", services.door(services.stamp, Mode.STAMPS_DOWN), methods=["POST"]),
        Route("/ocsp", services.door(services.ocsp, Mode.STATUS_DOWN), methods=["POST"]),
        Route("/crl/{name}", services.door(services.crl, Mode.STATUS_DOWN)),
        Route("/issuing.crt", services.issuer),
        *(
            Route(f"/csc/v2/{path}", services.door(work, Mode.REMOTE_DOWN), methods=["POST"])
            for path, work in signing.items()
        ),
    ]
