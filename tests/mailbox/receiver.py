"""Somebody who receives webhooks, and checks them by hand as RFC 9421 and RFC 9530 say, with none of our own code."""

from __future__ import annotations

import json
import re
import threading
from base64 import b64decode, urlsafe_b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

MINUTES_OFF = 5
Jwks = dict[str, list[dict[str, str]]]


@dataclass
class Received:
    """One request as it came over the wire."""

    path: str
    headers: dict[str, str]
    content: bytes

    @property
    def event(self) -> Any:
        """The CloudEvent."""
        return json.loads(self.content)


@dataclass
class Receiver:
    """What came in; `answer` says what to reply, `origin` is how it is called."""

    origin: str
    answer: Callable[[Received], int] = lambda _received: 204
    got: list[Received] = field(default_factory=list)


@contextmanager
def receiving(answer: Callable[[Received], int] = lambda _received: 204) -> Iterator[Receiver]:
    """Listen on a free port of this machine."""
    known = Receiver("", answer)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            received = Received(self.path, {k.lower(): v for k, v in self.headers.items()}, content)
            known.got.append(received)
            status = known.answer(received)
            self.send_response(status)
            if status in (301, 307):
                self.send_header("Location", f"{known.origin}/elsewhere")
            self.end_headers()

        def log_message(self, *_all: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    known.origin = f"http://ontvanger.localhost:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield known
    finally:
        server.shutdown()
        server.server_close()


class Checker:
    """Takes each event of the registry once."""

    def __init__(self, origin: str, keys: Jwks) -> None:
        self.origin, self.keys, self.seen = origin, {each["kid"]: each for each in keys["keys"]}, set[str]()

    def check(self, received: Received, now: float) -> str:
        """Return why it is refused; empty when it is taken."""
        digest = re.fullmatch(r"sha-256=:([A-Za-z0-9+/=]+):", received.headers.get("content-digest", ""))
        if not digest or b64decode(digest[1]) != sha256(received.content).digest():
            return "digest"
        told = re.fullmatch(r"(\w+)=(\(([^)]*)\);(.*))", received.headers.get("signature-input", ""))
        if not told:
            return "unsigned"
        parameters = dict(re.findall(r'(\w+)="?([^";]+)"?', told[4]))
        covered = re.findall(r'"([^"]+)"', told[3])
        if not {"@method", "@target-uri", "content-digest"} <= set(covered):
            return "covers too little"
        if abs(now - int(parameters["created"])) > MINUTES_OFF * 60:
            return "too old"
        values = {"@method": "POST", "@target-uri": f"{self.origin}{received.path}", **received.headers}
        base = [f'"{name}": {values[name]}' for name in covered] + [f'"@signature-params": {told[2]}']
        signature = received.headers["signature"].removeprefix(f"{told[1]}=:").removesuffix(":")
        key = self.keys.get(parameters["keyid"])
        if key is None:
            return "unknown key"
        try:
            public = Ed25519PublicKey.from_public_bytes(urlsafe_b64decode(key["x"] + "="))
            public.verify(b64decode(signature), "\n".join(base).encode())
        except InvalidSignature:
            return "signature"
        if received.event["id"] in self.seen:
            return "seen before"
        self.seen.add(received.event["id"])
        return ""
