"""What the contract asks of a registry, v3 and v2.1: the list, a message and what it holds, reference data, hiding."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from burgerprofiel.simulators.registry import shapes, wanted
from burgerprofiel.simulators.registry.faults import Mode
from burgerprofiel.simulators.registry.hostile import bent
from burgerprofiel.simulators.registry.mail import Letter
from burgerprofiel.simulators.registry.state import Registry


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
