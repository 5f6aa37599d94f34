"""attesten.localhost: three bodies that keep certificates, each below its own part of the address.

`GET /{body}/v1/certificates/{insz}?limit=&page=` for who has a token of `POST /oauth/token`. `GET /` is the board,
where a body goes wrong to order. Programs `PUT /{body}/behaviour`; `DELETE /behaviour` makes everything fine again.
"""

from __future__ import annotations

import asyncio
import os
import secrets
from base64 import b64decode
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import parse_qsl

from jinja2 import Environment, FileSystemLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from burgerprofiel.simulators import orders
from burgerprofiel.simulators.certificates import doors
from burgerprofiel.simulators.certificates.faults import Behaviour, Mode
from burgerprofiel.simulators.certificates.holdings import BODIES

HOST = "attesten.localhost"
CLIENT, SCOPE = "burgerprofiel-attesten", "AttestenRaadplegen"
Door = Callable[[Request, Mode], Response]


def secret() -> Path:
    """Where the secret of the portal lies."""
    return Path(os.environ["MBP_DATA"]) / "simulators" / "certificates" / "secret"


class Keepers:
    """The state of the three bodies: how each behaves, and which tokens are known."""

    def __init__(self) -> None:
        """Everything fine."""
        self.behaviours = {body: Behaviour() for body in BODIES}
        self.tokens: set[str] = set()

    async def token(self, request: Request) -> Response:
        """`POST /oauth/token`: client credentials (RFC 6749 §4.4)."""
        form = dict(parse_qsl((await request.body()).decode(errors="replace")))
        shown = request.headers.get("authorization", "").removeprefix("Basic ")
        try:
            name, _colon, word = b64decode(shown).decode().partition(":")
        except ValueError:
            name, word = "", ""
        right = name == CLIENT and secrets.compare_digest(word.encode(), secret().read_bytes().strip())
        if not right or any(each.mode is Mode.LOCKED for each in self.behaviours.values()):
            return JSONResponse({"error": "invalid_client"}, 401)
        if (form.get("grant_type"), form.get("scope")) != ("client_credentials", SCOPE):
            return JSONResponse({"error": "invalid_scope"}, 400)
        made = secrets.token_urlsafe(24)
        self.tokens.add(made)
        return JSONResponse({"access_token": made, "token_type": "bearer", "expires_in": 3600})

    def door(self, open_it: Door) -> Callable[[Request], object]:
        """Who has a token goes in."""

        async def asked(request: Request) -> Response:
            behaviour = self.behaviours.get(request.path_params["body"])
            if behaviour is None:
                return Response(status_code=404)
            if behaviour.mode is Mode.FORGETS:
                self.tokens.clear()
                behaviour.mode = Mode.FINE
            await asyncio.sleep(behaviour.milliseconds / 1000)
            if request.headers.get("authorization", "").removeprefix("Bearer ") not in self.tokens:
                return JSONResponse({"title": "Geen toegang", "status": 401}, 401)
            return await asyncio.to_thread(open_it, request, behaviour.mode)

        return asked

    async def change(self, request: Request) -> Response:
        """Set how a body behaves, from JSON or from the page's form."""
        body = request.path_params["body"]
        if body not in self.behaviours:
            return Response(status_code=404)

        def set_it(ordered: Behaviour) -> None:
            self.behaviours[body] = ordered

        return await orders.take(request, Behaviour, set_it)

    async def reset(self, _request: Request) -> Response:
        """Everything fine again."""
        self.behaviours = {body: Behaviour() for body in BODIES}
        return Response(status_code=204)

    async def board(self, _request: Request) -> Response:
        """Show how the bodies behave, and let somebody change it."""
        return HTMLResponse(_TEMPLATE.render(modes=list(Mode), behaviours=self.behaviours, bodies=BODIES))


def routes(keepers: Keepers | None = None) -> Sequence[BaseRoute]:
    """Return what this host serves."""
    ours = keepers or Keepers()
    base = "/{body}/v1/certificates/{insz}"
    return [
        Route("/", ours.board),
        Route("/oauth/token", ours.token, methods=["POST"]),
        Route("/behaviour", ours.reset, methods=["DELETE"]),
        Route("/{body}/behaviour", ours.change, methods=["PUT", "POST"]),
        Route(base, ours.door(doors.listed)),
        Route(f"{base}/{{id}}/{{language}}", ours.door(doors.detail)),
        Route(f"{base}/{{id}}/{{language}}/document", ours.door(doors.document)),
    ]


_TEMPLATE = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True).get_template("board.html")
