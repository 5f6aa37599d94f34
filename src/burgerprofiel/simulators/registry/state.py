"""How the registry behaves and what was done at it: trouble to order, what was read, what was hidden; and its board."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from jinja2 import Environment, FileSystemLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse

from burgerprofiel.simulators import orders
from burgerprofiel.simulators.registry import shapes, who
from burgerprofiel.simulators.registry.faults import Behaviour, Mode, Plan
from burgerprofiel.simulators.registry.hostile import nonsense
from burgerprofiel.simulators.registry.mail import Letter, of

HOST = "ebox2.localhost"
Work = Callable[["Registry", str, Request], Response]


class Registry:
    """The state of the registry: how it behaves, and what was read and hidden."""

    def __init__(
        self, whose: who.Who = who.introspected, letters: Callable[[str, datetime], list[Letter]] = of
    ) -> None:
        """Ask `whose` token is shown; `letters` gives the mail of a national number."""
        self.whose, self.letters = whose, letters
        self.behaviour, self.plan = Behaviour(), Plan()
        self.began = datetime.now(UTC)
        self.read: set[tuple[str, str]] = set()
        self.hidden: set[tuple[str, str]] = set()
        self.asked: list[str] = []
        """The addresses that were asked, for tests."""

    def shown(self, ssin: str, letter: Letter, version: str) -> shapes.Json:
        """Return a message as its reader left it."""
        key = (ssin, letter.id)
        return shapes.message(letter, version, read=key in self.read, visible=key not in self.hidden)

    def door(self, work: Work) -> Callable[[Request], Awaitable[Response]]:
        """Let `work(registry, ssin, request)` answer, for who shows a token, unless there is trouble to order."""

        async def answer(request: Request) -> Response:
            self.asked.append(request.url.path + (f"?{request.url.query}" if request.url.query else ""))
            del self.asked[:-500]
            trouble = await self._trouble()
            if trouble is not None:
                return trouble
            scheme, _space, token = request.headers.get("authorization", "").partition(" ")
            ssin = await self.whose(token) if scheme == "Bearer" and token else None
            if ssin is None or self.behaviour.mode is Mode.UNAUTHORISED:
                told = {"type": "urn:problem-type:belgif:invalidAccessToken", "status": 401}
                return JSONResponse(told, 401, media_type="application/problem+json")
            return work(self, ssin, request)

        return answer

    async def _trouble(self) -> Response | None:
        await asyncio.sleep(self.behaviour.milliseconds / 1000)
        match self.behaviour.mode:
            case Mode.DEAD:
                await asyncio.sleep(3600)
            case Mode.HUGE:
                return StreamingResponse(_without_end(), media_type="application/json")
            case Mode.DRIP:
                return StreamingResponse(_drop_by_drop(), media_type="application/json")
        return nonsense(self.behaviour.mode)

    async def change(self, request: Request) -> Response:
        """Set the behaviour from JSON, or from the page's form."""

        def set_it(ordered: Behaviour) -> None:
            self.behaviour = ordered

        return await orders.take(request, Behaviour, set_it)

    async def change_plan(self, request: Request) -> Response:
        """Set what the federation tells."""
        try:
            self.plan = msgspec.json.decode(await request.body(), type=Plan)
        except msgspec.MsgspecError as error:
            return Response(f"{error}\n", 400, media_type="text/plain")
        return Response(status_code=204)

    async def reset(self, _request: Request) -> Response:
        """Everything fine again."""
        self.behaviour, self.plan = Behaviour(), Plan()
        self.read.clear()
        self.hidden.clear()
        return Response(status_code=204)

    async def providers(self, _request: Request) -> Response:
        """`GET /messageProviders` (contracts/ebox.md A.6)."""
        name = {
            "nl": "Federaal register",
            "fr": "Registre fédéral",
            "de": "Föderales Register",
            "en": "Federal registry",
        }
        plan = self.plan
        rests = (
            [{"startDate": plan.start.isoformat(), "endDate": plan.end.isoformat()}] if plan.start and plan.end else []
        )
        told = {
            "messageProviderId": "federaal",
            "messageProviderName": name,
            "messageProviderDescription": name,
            "messageProviderUrl": f"http://{HOST}/ebox/messageRegistry/v3",
            "messageProviderActivationDate": plan.activation,
            "messageProviderTechnicalContact": "ebox@voorbeeld.example",
            "messageProviderPlannedMaintenance": rests,
            "apiSupportedVersion": "3.0",
        }
        return JSONResponse(
            [told | ({"messageProviderDeactivationDate": plan.deactivation} if plan.deactivation else {})]
        )

    async def board(self, _request: Request) -> Response:
        """Show how it behaves, and let somebody change it."""
        return HTMLResponse(_TEMPLATE.render(modes=list(Mode), behaviour=self.behaviour))


_TEMPLATE = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True).get_template("board.html")


async def _without_end() -> AsyncIterator[bytes]:
    yield b'{"totalItems": 1, "items": ["'
    for _piece in range(192):  # 12 MB: more than anybody reads of a list
        await asyncio.sleep(0.001)
        yield b"a" * 65536


async def _drop_by_drop() -> AsyncIterator[bytes]:
    yield b"{"
    for _drop in range(300):
        await asyncio.sleep(0.3)
        yield b" "
