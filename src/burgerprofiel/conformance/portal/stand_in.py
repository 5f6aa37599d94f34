"""A registry that stands in for a real one: the portal under test reads it, and it remembers how it was asked.

It has a few invented messages and can be made to fail. It speaks v3 and v2.1, whatever token is shown.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

Told = dict[str, object]
ORGANISATION, APPLICATION, KIND = "0206731645", "proef-post", "proef-brief"
HOSTILE = "Brief met <script>alert(1)</script> & “tekens”"
SUBJECTS = ("Proefbericht drie: uw aanvraag", HOSTILE, "Proefbericht een: uw kaart")
"""Newest first."""
_NAME = {"nl": "Proefdienst", "fr": "Service d’essai", "de": "Probedienst"}
_KEPT = "public, no-transform, proxy-revalidate, max-age=86400"
_SLOW = 30.0


class Asked(NamedTuple):
    """A request as it came."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]


@dataclass
class StandIn:
    """The registry; `fault` is empty, `error`, `slow` or `garbage`."""

    port: int = 0
    fault: str = ""
    asked: list[Asked] = field(default_factory=list)
    read: set[str] = field(default_factory=set)
    over: threading.Event = field(default_factory=threading.Event)

    def since(self, number: int) -> list[Asked]:
        """What was asked after the first `number` requests."""
        return self.asked[number:]


@contextmanager
def listening(host: str, port: int) -> Iterator[StandIn]:
    """Listen until the end of the block; port 0 takes a free one."""
    registry = StandIn()

    class Handler(_Handler):
        stand_in = registry

    server = ThreadingHTTPServer((host, port), Handler)
    server.daemon_threads = True
    registry.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield registry
    finally:
        registry.over.set()
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    stand_in: StandIn
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer as the registry is told to."""
        parts = urlsplit(self.path)
        asked = Asked(self.command, parts.path, parse_qs(parts.query), {k.lower(): v for k, v in self.headers.items()})
        self.stand_in.asked.append(asked)
        match self.stand_in.fault:
            case "error":
                self._send(500, b"{}")
            case "slow":
                self.stand_in.over.wait(_SLOW)
                self.close_connection = True
            case "garbage":
                self._send(200, b'{"items": [{"messageId": 1, "sub')
            case _fine:
                self._answer(asked)

    def do_POST(self) -> None:
        """Nothing is to be changed here, but for what the contract has."""
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._send(405, b"{}")

    do_PATCH = do_PUT = do_DELETE = do_POST  # noqa: N815 - the names that http.server wants

    def _answer(self, asked: Asked) -> None:
        words = [word for word in asked.path.split("/") if word]
        v2 = "v2" in words or "referenceData" in words
        if words[-1:] == ["content"]:
            self.stand_in.read.add(words[words.index("messages") + 1])
            self._send(200, b"%PDF-1.4 proef", "application/octet-stream")
        elif "referenceData" in words or "refData" in words:
            told = _reference(words)
            self._json(told, kept=True) if told else self._send(404, b"{}")
        else:
            told = _told(words, asked.query, self.stand_in.read, v2=v2)
            self._json(told) if told else self._send(404, b"{}")

    def _json(self, told: Told, *, kept: bool = False) -> None:
        self._send(200, json.dumps(told).encode(), kept=kept)

    def _send(self, status: int, body: bytes, kind: str = "application/json", *, kept: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", _KEPT if kept else "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Say nothing: the report says what is worth saying."""


def _told(words: list[str], query: dict[str, list[str]], read: set[str], *, v2: bool) -> Told | None:
    if words[-1:] == ["ebox"] or words[-1:] == ["statistics"]:
        return {"numberOfMessages": len(SUBJECTS), "numberOfUnreadMessages": len(SUBJECTS) - len(read)}
    if "messages" not in words:
        return None
    after, messages = words[words.index("messages") + 1 :], _messages(read, v2=v2)
    if not after:
        size, page = (int(query.get(name, [usual])[0]) for name, usual in (("pageSize", "25"), ("page", "1")))
        narrowed = [] if query.get("q") else messages
        return {"items": narrowed[(page - 1) * size : page * size], "totalItems": len(narrowed)}
    message = next((each for each in messages if each["messageId"] == after[0]), None)
    if message is None or len(after) == 1:
        return message
    files = _files(after[0], v2=v2)
    if after[1] == "attachments":
        return {"items": files, "totalItems": 1} if len(after) == 2 else files[0]
    return None


def _messages(read: set[str], *, v2: bool) -> list[Told]:
    now = datetime.now(UTC).replace(microsecond=0)
    return [_message(number, subject, now, read, v2=v2) for number, subject in enumerate(SUBJECTS)]


def _message(number: int, subject: str, now: datetime, read: set[str], *, v2: bool) -> Told:
    name = f"proef-{len(SUBJECTS) - number}"
    common: Told = {
        "messageId": name,
        "subject": {"nl": subject},
        "receiptDate": (now.replace(minute=0, second=0) - timedelta(hours=number)).isoformat(),
        "expirationDate": (now + timedelta(days=300)).isoformat(),
        "readStatus": name in read,
        "messageTypeId": KIND,
        "attachments": {"items": _files(name, v2=v2), "totalItems": 1},
    }
    if v2:
        flags = {"registeredMail": False, "bodyMainContent": False, "replyAuthorized": False, "visible": True}
        return common | flags | {"senderOrganizationId": ORGANISATION, "senderApplicationId": APPLICATION}
    flags = {"isRegisteredMail": False, "isBodyMainContent": False, "isReplyAuthorized": False, "isVisible": True}
    sender = {"eboxType": "enterprise", "enterpriseNumber": ORGANISATION}
    return common | flags | {"sender": sender, "senderApplicationId": APPLICATION}


def _files(message: str, *, v2: bool) -> list[Told]:
    main = "mainContent" if v2 else "isMainContent"
    return [
        {
            "attachmentId": f"{message}-a",
            "fileName": "brief.pdf",
            main: True,
            "mediaType": "application/pdf",
            "size": 0.02,
        }
    ]


def _reference(words: list[str]) -> Told | None:
    kinds: dict[str, Told] = {
        "messageTypes": {"messageTypeId": KIND, "messageTypeName": _NAME},
        "senderApplications": {"applicationId": APPLICATION, "applicationName": _NAME},
        "senderOrganizations": {"organizationId": ORGANISATION, "organizationShortName": _NAME},
    }
    name = next((each for each in kinds if each in words), "")
    if not name:
        return None
    known = {KIND, APPLICATION, ORGANISATION}
    if words[-1] == name:
        return {"items": [kinds[name]], "totalItems": 1}
    return kinds[name] if words[-1] in known else None


def wait_until_asked(registry: StandIn, number: int, seconds: float = 2) -> None:
    """Wait until more than `number` requests came, at most so long."""
    until = time.monotonic() + seconds
    while len(registry.asked) <= number and time.monotonic() < until:
        time.sleep(0.05)
