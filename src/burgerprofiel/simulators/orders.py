"""Trouble to order: how a simulated service behaves is set from its board's form, or by a program that sends JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import parse_qsl

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

T = TypeVar("T")


async def take(request: Request, kind: type[T], set_it: Callable[[T], None]) -> Response:
    """Set what was ordered and go back to the board; what cannot be ordered is said in a sentence, and not done."""
    is_json = request.headers.get("content-type", "").startswith("application/json")
    try:
        body = await request.body()
        if is_json:
            set_it(msgspec.json.decode(body, type=kind))
        else:
            set_it(msgspec.convert(dict(parse_qsl(body.decode())), kind, strict=False))
    except (msgspec.MsgspecError, ValueError) as error:
        return Response(f"{error}\n", 400, media_type="text/plain")
    return Response(status_code=204) if is_json else RedirectResponse("/", 303)
