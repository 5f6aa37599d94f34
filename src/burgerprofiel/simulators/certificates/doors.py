"""What a body answers: its list with pages, one certificate, its document."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from burgerprofiel.kit.typesetting import lasting
from burgerprofiel.simulators.certificates.faults import Mode
from burgerprofiel.simulators.certificates.holdings import BODIES, Held

_TEMPLATE = Path(__file__).parent / "paper.typ"
_HAL = "application/hal+json"
_ELSEWHERE = "http://ergens-anders.localhost:9"
_MANY = 120


def listed(request: Request, mode: Mode) -> Response:
    """`GET …/v1/certificates/{insz}?limit=&page=`."""
    found = _nonsense(mode)
    if found:
        return found
    try:
        limit, number = (int(request.query_params[name]) for name in ("limit", "page"))
    except (KeyError, ValueError):
        return _problem(400, "limit and page are whole numbers")
    limit = max(1, limit)
    mine = [(held, language) for held in _of(request, mode) for language in held.titles]
    here = request.url.path
    shown = mine[:limit] if mode is Mode.ENDLESS else mine[number * limit : (number + 1) * limit]
    following = number + 1 if mode is Mode.ENDLESS or (number + 1) * limit < len(mine) else None
    places = {"self": number, "first": 0, "last": max(0, (len(mine) - 1) // limit)}
    links = {name: {"href": f"{here}?limit={limit}&page={place}"} for name, place in places.items()}
    if mode is Mode.ROUND:
        following = number
    if following is not None:
        links["next"] = {"href": f"{here}?limit={limit}&page={following}"}
    if mode is Mode.NEXT_ELSEWHERE:
        links["next"] = {"href": f"{_ELSEWHERE}{here}?limit={limit}&page=1"}
    told = {
        "_links": links,
        "_pageMetadata": {"limit": limit, "page": number, "totalItems": len(mine)},
        "_embedded": {"items": [_item(held, language, here, mode) for held, language in shown]},
    }
    return JSONResponse(told, media_type=_HAL)


def detail(request: Request, mode: Mode) -> Response:
    """`GET …/{id}/{language}`."""
    found = _named(request, mode)
    if found is None:
        return _problem(404, "there is none")
    if mode is Mode.OTHER_DETAIL:
        found = replace(found, id="another")
    here = request.url.path.rsplit("/", 2)[0]
    told = _item(found, request.path_params["language"], here, Mode.FINE)
    return JSONResponse(told, media_type=_HAL)


def document(request: Request, mode: Mode) -> Response:
    """`GET …/document`."""
    found = _named(request, mode)
    if found is None or mode is Mode.NO_DOCUMENT:
        return _problem(404, "there is none")
    if mode is Mode.HUGE_PDF:
        return StreamingResponse(_without_end(b"%PDF-1.7\n"), media_type="application/pdf")
    content = _paper(found.ssin, found.id, request.path_params["language"]) if mode is not Mode.MANY else _any()
    if mode is Mode.NO_PDF:
        content = b"<html>no</html>"
    if mode is Mode.ACTIVE_PDF:
        content += b"\n1 0 obj <</S /JavaScript /JS (app.alert(1))>> endobj\n"
    return Response(content, media_type="application/pdf")


def _of(request: Request, mode: Mode) -> list[Held]:
    """What this body has of this citizen."""
    if mode is Mode.EMPTY:
        return []
    mine = [each for each in BODIES[request.path_params["body"]] if each.ssin == request.path_params["insz"]]
    if mode is not Mode.MANY or not mine:
        return mine
    one = mine[0]
    return [
        replace(one, id=f"{one.id}-{number}", titles={"nl": f"{one.titles['nl']} {number + 1}"}, issued_on=day)
        for number in range(_MANY)
        for day in [one.issued_on - timedelta(days=number)]
    ]


def _named(request: Request, mode: Mode) -> Held | None:
    mine = (each for each in _of(request, mode) if request.path_params["language"] in each.titles)
    return next((each for each in mine if each.id == request.path_params["id"]), None)


def _item(held: Held, language: str, here: str, mode: Mode) -> dict[str, Any]:
    own = f"{here}/{held.id}/{language}"
    document = f"{_ELSEWHERE if mode is Mode.DOCUMENT_ELSEWHERE else ''}{own}/document"
    links: dict[str, Any] = {"self": {"href": own}}
    if mode not in (Mode.DETAIL_ONLY, Mode.OTHER_DETAIL):
        links["download"] = {"href": document, "type": "application/pdf"}
    return {
        "id": held.id,
        "language": language,
        "kind": "toelating" if held.permit else "attest",
        "productId": held.product,
        "title": held.titles[language],
        "issuer": {"code": held.issuer[0], "name": held.issuer[1]},
        "issuedOn": held.issued_on.isoformat(),
        "validFrom": held.valid_from.isoformat(),
        "validUntil": held.valid_until and held.valid_until.isoformat(),
        "_links": links,
    } | ({"kleur": "groen", "vissen": [{"soort": "snoek"}]} if mode is Mode.EXTRA else {})


@lru_cache(maxsize=32)
def _paper(ssin: str, certificate: str, language: str) -> bytes:
    held = next(each for some in BODIES.values() for each in some if (each.ssin, each.id) == (ssin, certificate))
    content = {
        "language": language,
        "title": held.titles[language],
        "name": held.name,
        "issuer": held.issuer[1],
        "lines": held.lines[language],
        "day": f"{held.issued_on:%d.%m.%Y}",
    }
    return lasting(_TEMPLATE, content, held.issued_on)


def _any() -> bytes:
    one = next(iter(BODIES.values()))[0]
    return _paper(one.ssin, one.id, "nl")


def _problem(status: int, detail: str) -> Response:
    told = {"type": "about:blank", "title": "Fout", "status": status, "detail": detail}
    return JSONResponse(told, status, media_type="application/problem+json")


def _nonsense(mode: Mode) -> Response | None:
    """Return an answer that has nothing to do with the question; None: it answers."""
    match mode:
        case Mode.DOWN:
            return _problem(503, "maintenance")
        case Mode.REFUSES:
            return _problem(403, "not allowed")
        case Mode.GONE:
            return _problem(404, "there is nothing here")
        case Mode.SLOW:
            return StreamingResponse(_drop_by_drop(), media_type=_HAL)
        case Mode.NO_JSON:
            return Response("<html><h1>Proxy</h1></html>", media_type=_HAL)
        case Mode.WRONG_SHAPE:
            return JSONResponse({"items": []}, media_type=_HAL)
        case Mode.HUGE:
            return StreamingResponse(_without_end(b'{"_embedded": {"items": ["'), media_type=_HAL)
    return None


async def _drop_by_drop() -> AsyncIterator[bytes]:
    yield b"{"
    for _drop in range(100):
        await asyncio.sleep(0.3)
        yield b" "


async def _without_end(begin: bytes) -> AsyncIterator[bytes]:
    yield begin
    for _piece in range(800):
        await asyncio.sleep(0.001)
        yield b"a" * 65536
