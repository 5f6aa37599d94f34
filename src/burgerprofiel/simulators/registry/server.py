"""ebox2.localhost: the consultation part of the contract, v3 and v2.1, for who shows a token of the sign-in service.

`GET /` is the board. Programs `PUT /behaviour` and `PUT /plan`; `DELETE /behaviour` makes everything fine again. Below
`/federation/v1` stands what the federation tells of this registry.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl

import msgspec
from jinja2 import Environment, FileSystemLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from burgerprofiel.simulators.registry import shapes, wanted, who
from burgerprofiel.simulators.registry.faults import Behaviour, Mode, Plan
from burgerprofiel.simulators.registry.hostile import bent, nonsense
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
        try:
            if request.headers.get("content-type", "").startswith("application/json"):
                self.behaviour = msgspec.json.decode(await request.body(), type=Behaviour)
                return Response(status_code=204)
            form = dict(parse_qsl((await request.body()).decode()))
            self.behaviour = msgspec.convert(form, Behaviour, strict=False)
        except (msgspec.MsgspecError, ValueError) as error:
            return Response(f"{error}\n", 400, media_type="text/plain")
        return RedirectResponse("/", 303)

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


def listed(registry: Registry, ssin: str, request: Request) -> Response:
    """`GET /ebox/messages`."""
    version, asked = _version(request), request.query_params
    letters = registry.letters(ssin, registry.began)
    try:
        found = [
            letter
            for letter in letters
            if wanted.meant(
                letter, asked, read=(ssin, letter.id) in registry.read, hidden=(ssin, letter.id) in registry.hidden
            )
        ]
        page, size = wanted.paging(asked)
    except ValueError as error:
        return _bad(str(error))
    items = [registry.shown(ssin, letter, version) for letter in found]
    return JSONResponse(bent(registry.behaviour.mode, items, page, size))


def one(registry: Registry, ssin: str, request: Request) -> Response:
    """`GET /ebox/messages/{id}`."""
    letter = _letter(registry, ssin, request)
    if letter is None:
        return _unknown()
    told = registry.shown(ssin, letter, _version(request))
    return JSONResponse(told | ({"messageId": "another"} if registry.behaviour.mode is Mode.FOREIGN else {}))


def files(registry: Registry, ssin: str, request: Request) -> Response:
    """`GET …/attachments` and `…/attachments/{id}`."""
    letter, part = _letter(registry, ssin, request), request.path_params.get("part")
    if letter is None or (part and part not in shapes.parts(letter)):
        return _unknown()
    version = _version(request)
    return JSONResponse(shapes.attachment(letter, part, version) if part else shapes.attachments(letter, version))


def content(registry: Registry, ssin: str, request: Request) -> Response:
    """`GET …/content`: opening the main content makes the message read."""
    letter, part = _letter(registry, ssin, request), request.path_params["part"]
    if letter is None or part not in shapes.parts(letter):
        return _unknown()
    if part == "main":
        registry.read.add((ssin, letter.id))
    made = shapes.file(letter, part)
    hostile = {"Set-Cookie": "stolen=1; Domain=localhost", "Content-Disposition": 'inline; filename="../../x.html"'}
    if registry.behaviour.mode is Mode.OTHER_FILE:
        return Response(made + b"<script>alert(1)</script>", media_type="text/html", headers=hostile)
    return Response(made, media_type="application/octet-stream", headers=hostile)


def body(registry: Registry, ssin: str, request: Request) -> Response:
    """`GET …/body`."""
    letter = _letter(registry, ssin, request)
    if letter is None or not letter.body:
        return _unknown()
    registry.read.add((ssin, letter.id))
    return JSONResponse({"nl": letter.body})


def payment(registry: Registry, ssin: str, request: Request) -> Response:
    """`GET …/paymentData`."""
    letter = _letter(registry, ssin, request)
    return JSONResponse(shapes.payment(letter)) if letter and letter.cents else _unknown()


def summary(registry: Registry, ssin: str, _request: Request) -> Response:
    """`GET /ebox`."""
    letters = registry.letters(ssin, registry.began)
    unread = [letter for letter in letters if not {(ssin, letter.id)} & (registry.read | registry.hidden)]
    return JSONResponse({"numberOfMessages": len(letters), "numberOfUnreadMessages": len(unread)})


def reference(_registry: Registry, _ssin: str, request: Request) -> Response:
    """`GET /refData/{kind}[/{id}]`, with real cache headers."""
    kind, name = request.path_params["kind"], request.path_params.get("name")
    told = (
        shapes.reference(kind, name)
        if name
        else {"items": (all_of := shapes.references(kind)), "totalItems": len(all_of)}
    )
    kept = {"Cache-Control": "public, no-transform, proxy-revalidate, max-age=86400"}
    return JSONResponse(told, headers=kept) if told else _unknown()


def _version(request: Request) -> str:
    return "v2" if "/messageRegistry/v2/" in request.url.path else "v3"


def _letter(registry: Registry, ssin: str, request: Request) -> Letter | None:
    meant = request.path_params["id"]
    return next((letter for letter in registry.letters(ssin, registry.began) if letter.id == meant), None)


def _unknown() -> Response:
    return JSONResponse({"type": "urn:problem-type:belgif:resourceNotFound", "status": 404, "code": "NOT_FOUND"}, 404)


def _bad(detail: str) -> Response:
    told = {"type": "urn:problem-type:belgif:badRequest", "status": 400, "code": "INVALID_INPUT", "detail": detail}
    return JSONResponse(told, 400)


def hide(registry: Registry) -> Callable[[Request], Awaitable[Response]]:
    """`PATCH /ebox/messages`: `visible` alone."""

    async def answer(request: Request) -> Response:
        try:
            changes = msgspec.json.decode(await request.body(), type=wanted.Changes)
        except msgspec.MsgspecError as error:
            return _bad(str(error))

        def change(registry: Registry, ssin: str, _request: Request) -> Response:
            known = {letter.id for letter in registry.letters(ssin, registry.began)}
            if not {each.message_id for each in changes.items} <= known:
                return _unknown()
            for each in changes.items:
                (registry.hidden.discard if each.visible else registry.hidden.add)((ssin, each.message_id))
            return Response(status_code=200)

        return await registry.door(change)(request)

    return answer


def routes(registry: Registry | None = None) -> Sequence[BaseRoute]:
    """Return what this host serves."""
    one_of_ours = registry or Registry()
    door = one_of_ours.door
    made: list[BaseRoute] = [
        Route("/", one_of_ours.board),
        Route("/behaviour", one_of_ours.change, methods=["PUT", "POST"]),
        Route("/behaviour", one_of_ours.reset, methods=["DELETE"]),
        Route("/plan", one_of_ours.change_plan, methods=["PUT"]),
        Route("/federation/v1/messageProviders", one_of_ours.providers),
    ]
    for version, named in (("v2", "referenceData"), ("v3", "refData")):
        base = f"/ebox/messageRegistry/{version}"
        made += [
            Route(f"{base}/ebox", door(summary)),
            Route(f"{base}/ebox/messages", door(listed)),
            Route(f"{base}/ebox/messages", hide(one_of_ours), methods=["PATCH"]),
            Route(f"{base}/ebox/messages/{{id}}", door(one)),
            Route(f"{base}/ebox/messages/{{id}}/attachments", door(files)),
            Route(f"{base}/ebox/messages/{{id}}/attachments/{{part}}", door(files)),
            Route(f"{base}/ebox/messages/{{id}}/attachments/{{part}}/content", door(content)),
            Route(f"{base}/ebox/messages/{{id}}/body", door(body)),
            Route(f"{base}/ebox/messages/{{id}}/paymentData", door(payment)),
            Route(f"{base}/{named}/{{kind}}", door(reference)),
            Route(f"{base}/{named}/{{kind}}/{{name}}", door(reference)),
        ]
    return made
