"""melding.localhost: datasets, types of report, upload, submit, follow, set a status; all with a token.

`GET /` is the board, where a visitor plays the handler. Programs `PUT /behaviour`; `DELETE /behaviour` makes everything
fine again.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
from base64 import b64decode
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from urllib.parse import parse_qsl
from uuid import uuid4

from jinja2 import Environment, FileSystemLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from burgerprofiel.simulators import hosts, orders
from burgerprofiel.simulators.gtmf import reports
from burgerprofiel.simulators.gtmf.datasets import DATASETS, KINDS, flaws
from burgerprofiel.simulators.gtmf.faults import Behaviour, Mode
from burgerprofiel.simulators.gtmf.reports import Reports

HOST = "melding.localhost"
CLIENT, SCOPE = "burgerprofiel-meldingen", "Medewerker"
MOST = 30_000_000
"""Bytes of a file."""
_BEGINS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG": "png"}
Door = Callable[[Request], Awaitable[Response]]


def folder() -> Path:
    """Where its secret, its reports and its files lie."""
    return Path(os.environ["MBP_DATA"]) / "simulators" / "gtmf"


class Desk:
    """The state of the desk: reports, files, tokens with their scopes, and how it behaves."""

    def __init__(self) -> None:
        """Begin fine."""
        self.behaviour = Behaviour()
        self.tokens: dict[str, set[str]] = {}
        self.submits = 0
        self._reports: Reports | None = None

    @property
    def reports(self) -> Reports:
        """All reports; the folder is there when somebody asks."""
        if self._reports is None:
            self._reports = Reports(folder() / "reports.json")
        return self._reports

    async def token(self, request: Request) -> Response:
        """`POST /oauth/token`: client credentials (RFC 6749 §4.4)."""
        form = dict(parse_qsl((await request.body()).decode(errors="replace")))
        shown = request.headers.get("authorization", "").removeprefix("Basic ")
        try:
            name, _colon, word = b64decode(shown).decode().partition(":")
        except ValueError:
            name, word = "", ""
        right = name == CLIENT and secrets.compare_digest(word.encode(), (folder() / "secret").read_bytes().strip())
        if not right or self.behaviour.mode is Mode.LOCKED:
            return JSONResponse({"error": "invalid_client"}, 401)
        if form.get("grant_type") != "client_credentials":
            return JSONResponse({"error": "unsupported_grant_type"}, 400)
        made = secrets.token_urlsafe(24)
        self.tokens[made] = set(form.get("scope", "").split())
        return JSONResponse({"access_token": made, "token_type": "bearer", "expires_in": 3600})

    def door(self, open_it: Door) -> Door:
        """Who has a token goes in."""

        async def asked(request: Request) -> Response:
            mode = self.behaviour.mode
            if mode is Mode.FORGETS:
                self.tokens.clear()
                self.behaviour.mode = Mode.FINE
            await asyncio.sleep(self.behaviour.milliseconds / 1000)
            if mode is Mode.DOWN:
                return Response("Onderhoud\n", 503, media_type="text/plain")
            if request.headers.get("authorization", "").removeprefix("Bearer ") not in self.tokens:
                return JSONResponse({"title": "Geen toegang", "status": 401}, 401)
            if mode is Mode.NO_JSON:
                return Response("<html><h1>Proxy</h1></html>", media_type="application/json")
            return await open_it(request)

        return asked

    async def dataset(self, request: Request) -> Response:
        """`GET /api/v1/datasets/{bron}`."""
        found = DATASETS.get(request.path_params["bron"])
        if found is None:
            return _problem(404, "Deze dataset is er niet.")
        return JSONResponse({"Id": found.id, "Eigenschappen": list(found.properties)})

    async def kinds(self, _request: Request) -> Response:
        """`GET /api/v1/meldingstypes`."""
        return JSONResponse([{"Code": each, "Label": each} for each in KINDS])

    async def upload(self, request: Request) -> Response:
        """`POST /api/v1/upload`: one file, as multipart/form-data."""
        body = await request.body()
        _kind, _semicolon, edge = request.headers.get("content-type", "").partition("boundary=")
        _head, _blank, rest = body.partition(b"\r\n\r\n")
        content = rest.rpartition(f"\r\n--{edge}--".encode())[0]
        ending = next((name for begin, name in _BEGINS.items() if content.startswith(begin)), "")
        if not edge or not ending or len(content) > MOST:
            return _problem(400, "Stuur één bestand: jpg, jpeg, png of pdf, hoogstens 30 MB.")
        name = f"{uuid4().hex}.{ending}"
        place = folder() / "files"
        place.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
        return JSONResponse({"Url": f"{hosts.origin(HOST)}/bestanden/{name}"}, 201)

    async def submit(self, request: Request) -> Response:
        """`POST /api/v2/meldingen`."""
        self.submits += 1
        if self.behaviour.mode is Mode.REFUSES:
            return _problem(400, "Niet vandaag.")
        try:
            sent = json.loads(await request.body())
            wrong = flaws(sent)
        except (ValueError, TypeError, AttributeError):
            wrong = ["Dit is geen melding."]
        if wrong:
            return _problem(400, "; ".join(wrong))
        made = self.reports.add(sent)
        if self.behaviour.mode is Mode.LOSES:
            self.behaviour.mode = Mode.FINE
            return Response(status_code=503)
        return JSONResponse(self._written(made), 201)

    async def listed(self, request: Request) -> Response:
        """`GET /api/v2/meldingen/`."""
        wanted = request.query_params.get("MeldersReferentie")
        found = [
            self._written(each)
            for each in self.reports.all.values()
            if wanted is None or each["sent"].get("MeldersReferentie") == wanted
        ]
        return JSONResponse({"Meldingen": found[:100]})

    async def one(self, request: Request) -> Response:
        """`GET /api/v2/meldingen/{id}`."""
        found = self.reports.all.get(request.path_params["id"])
        return JSONResponse(self._written(found)) if found else _problem(404, "Deze melding is er niet.")

    def _written(self, report: dict[str, object]) -> dict[str, object]:
        return reports.written(report, 40 if self.behaviour.mode is Mode.STRANGE else 0)

    async def status(self, request: Request) -> Response:
        """`POST /api/v1/meldingen/{id}/meldingsobjecten/{objId}/status/{code}`: for a handler."""
        path = request.path_params
        scopes = self.tokens[request.headers["authorization"].removeprefix("Bearer ")]
        if not any(each.startswith("GTMF_Beh_") for each in scopes):
            return _problem(403, "Alleen de behandelaar zet een status.")
        try:
            said = json.loads(await request.body() or b"{}")
            told, internal = str(said.get("ToelichtingMelder", "")), str(said.get("ToelichtingIntern", ""))
        except (ValueError, AttributeError):
            return _problem(400, "Dit is geen toelichting.")
        done = self.reports.set(path["id"], path["thing"], path["code"], told, internal)
        return Response(status_code=204) if done else _problem(404, "Zo’n melding of status is er niet.")

    async def play(self, request: Request) -> Response:
        """Set a status as the visitor says on the board: of every object of the report."""
        form = dict(parse_qsl((await request.body()).decode(errors="replace")))
        report, code = self.reports.all.get(form.get("melding", "")), form.get("status", "")
        if report is None or code not in map(str, reports.SETTABLE):
            return Response("There is no such report or status.\n", 400, media_type="text/plain")
        for each in report["objects"]:
            self.reports.set(report["id"], each["Id"], int(code), form.get("melder", ""), form.get("intern", ""))
        return RedirectResponse("/", 303)

    async def change(self, request: Request) -> Response:
        """Set the behaviour from JSON, or from the page's form."""

        def set_it(ordered: Behaviour) -> None:
            self.behaviour = ordered

        return await orders.take(request, Behaviour, set_it)

    async def reset(self, _request: Request) -> Response:
        """Everything fine again."""
        self.behaviour = Behaviour()
        return Response(status_code=204)

    async def count(self, _request: Request) -> Response:
        """How often somebody submitted, and how many reports that made: for who tests that nothing comes twice."""
        return JSONResponse({"submits": self.submits, "reports": len(self.reports.all)})

    async def board(self, _request: Request) -> Response:
        """Show the reports, the newest first, with who handles them."""
        found = sorted(self.reports.all.values(), key=lambda each: -each["at"])[:50]
        rows = [(each, reports.status(each), DATASETS[each["objects"][0]["Dataset"]]) for each in found]
        told = {"rows": rows, "names": reports.STATUSES, "settable": reports.SETTABLE}
        return HTMLResponse(_TEMPLATE.render(told | {"modes": list(Mode), "behaviour": self.behaviour}))


def routes(desk: Desk | None = None) -> Sequence[BaseRoute]:
    """Return what this host serves."""
    ours = desk or Desk()
    thing = "/api/v1/meldingen/{id}/meldingsobjecten/{thing}/status/{code:int}"
    return [
        Route("/", ours.board),
        Route("/", ours.play, methods=["POST"]),
        Route("/oauth/token", ours.token, methods=["POST"]),
        Route("/behaviour", ours.change, methods=["PUT", "POST"]),
        Route("/behaviour", ours.reset, methods=["DELETE"]),
        Route("/count", ours.count),
        Route("/api/v1/datasets/{bron}", ours.door(ours.dataset)),
        Route("/api/v1/meldingstypes", ours.door(ours.kinds)),
        Route("/api/v1/upload", ours.door(ours.upload), methods=["POST"]),
        Route("/api/v2/meldingen", ours.door(ours.submit), methods=["POST"]),
        Route("/api/v2/meldingen/", ours.door(ours.listed)),
        Route("/api/v2/meldingen/{id}", ours.door(ours.one)),
        Route(thing, ours.door(ours.status), methods=["POST"]),
    ]


def _problem(status: int, detail: str) -> Response:
    return JSONResponse({"title": detail, "status": status}, status)


_TEMPLATE = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True).get_template("board.html")
