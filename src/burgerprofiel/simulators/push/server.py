"""push.localhost: `POST /browsers` makes a browser subscribe, `POST /push/<id>` takes a push for it.

`GET /` shows what browsers show. `PUT /behaviour` {"status": 503} lets it fail; `DELETE /browsers/<id>` lets one leave.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from html import escape

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from burgerprofiel.simulators import hosts
from burgerprofiel.simulators.push.browser import Browser, NotForUsError, octets, text

HOST = "push.localhost"
MOST, KEPT, DAY = 4096, 200, 24 * 3600


class Service:
    """Browsers, and how the service behaves."""

    def __init__(self) -> None:
        """Begin fine, with nobody."""
        self.browsers: dict[str, Browser] = {}
        self.status = 0

    async def subscribe(self, request: Request) -> Response:
        """`POST /browsers` {"applicationServerKey"}: what a browser's `subscribe()` gives."""
        asked = json.loads(await request.body())
        browser = Browser(str(asked["applicationServerKey"]))
        self.browsers[browser.id] = browser
        keys = {"p256dh": text(browser.public_key), "auth": text(browser.secret)}
        return JSONResponse({"endpoint": f"{hosts.origin(HOST)}/push/{browser.id}", "keys": keys}, status_code=201)

    async def leave(self, request: Request) -> Response:
        """`DELETE /browsers/<id>`: from now on 410."""
        self.browsers[request.path_params["id"]].is_gone = True
        return Response(status_code=204)

    async def shown(self, request: Request) -> Response:
        """`GET /browsers/<id>`: what it showed."""
        return JSONResponse(self.browsers[request.path_params["id"]].shown)

    async def behave(self, request: Request) -> Response:
        """`PUT /behaviour`: {"status": 0} is fine again."""
        self.status = int(json.loads(await request.body())["status"])
        return Response(status_code=204)

    async def push(self, request: Request) -> Response:
        """`POST /push/<id>`, as RFC 8030 §5 has it."""
        browser = self.browsers.get(request.path_params["id"])
        body = await request.body()
        wrong = self._wrong(browser, request, body)
        if wrong or browser is None:
            return Response(status_code=wrong)
        try:
            told = json.loads(browser.opened(body))
        except (NotForUsError, ValueError):
            return Response(status_code=201)  # a service cannot know; the browser drops it
        topic = request.headers.get("topic", "")
        if topic and topic in browser.topics:
            browser.shown[browser.topics[topic]] = told
        else:
            browser.topics[topic] = len(browser.shown)
            browser.shown = [*browser.shown, told][-KEPT:]
        return Response(status_code=201, headers={"Location": f"{hosts.origin(HOST)}/messages/{len(browser.shown)}"})

    def _wrong(self, browser: Browser | None, request: Request, body: bytes) -> int:
        if self.status:
            return self.status
        if browser is None or browser.is_gone:
            return 404 if browser is None else 410
        if not request.headers.get("ttl", "").isdigit():
            return 400
        if request.headers.get("content-encoding") != "aes128gcm" or len(request.headers.get("topic", "")) > 32:
            return 400
        if len(body) > MOST:
            return 413
        return 0 if _is_known(request.headers.get("authorization", ""), browser.server_key) else 403

    async def board(self, _request: Request) -> Response:
        """`GET /`: what browsers show."""
        told = "".join(
            f"<article><h2>{escape(str(each.get('title', '')))}</h2><p lang='{escape(str(each.get('lang', '')))}'>"
            f"{escape(str(each.get('text', '')))}</p></article>"
            for browser in self.browsers.values()
            for each in reversed(browser.shown)
        )
        return HTMLResponse(_PAGE.format(told=told or "<p>Nog niets.</p>"), headers={"Cache-Control": "no-store"})


def _is_known(authorization: str, server_key: str) -> bool:
    """RFC 8292: the token is of the key that the browser subscribed for, for this service, and for a day at most."""
    scheme, _blank, rest = authorization.partition(" ")
    parts = dict(part.strip().partition("=")[::2] for part in rest.split(","))
    if scheme.lower() != "vapid" or parts.get("k") != server_key:
        return False
    head, _dot, signature = parts.get("t", "").rpartition(".")
    try:
        claims = json.loads(octets(head.partition(".")[2]))
        raw = octets(signature)
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), octets(server_key))
        der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
        point.verify(der, head.encode(), ec.ECDSA(SHA256()))
    except (ValueError, InvalidSignature):
        return False
    now = time.time()
    aims = claims.get("aud") == hosts.origin(HOST) and now < float(claims.get("exp", 0)) <= now + DAY
    return aims and str(claims.get("sub", "")).startswith(("mailto:", "https:"))


SERVICE = Service()
_PAGE = (
    '<!doctype html><html lang="nl"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    '<meta name="color-scheme" content="light dark"><title>Pushdienst (nagemaakt)</title>'
    "<style>body{{font:1rem/1.6 system-ui;max-width:44rem;margin:2rem auto;padding:0 1rem}}h2{{font-size:1rem}}"
    "article{{border-top:1px solid #8888;padding:.5rem 0}}p,h2{{margin:.2rem 0}}</style>"
    "<main><h1>Pushdienst (nagemaakt)</h1>{told}</main></html>"
)


def routes() -> Sequence[BaseRoute]:
    """Return its addresses."""
    return [
        Route("/", SERVICE.board),
        Route("/browsers", SERVICE.subscribe, methods=["POST"]),
        Route("/browsers/{id}", SERVICE.shown, methods=["GET"]),
        Route("/browsers/{id}", SERVICE.leave, methods=["DELETE"]),
        Route("/behaviour", SERVICE.behave, methods=["PUT"]),
        Route("/push/{id}", SERVICE.push, methods=["POST"]),
    ]
