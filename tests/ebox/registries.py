"""A registry that goes wrong to order, as strangers' may: it speaks HTTP and remembers what was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import uuid4

from ebox.profile import Profile, write

Reply = tuple[int, dict[str, str], dict[str, Any]]
BREAK = (0, {}, {})
"""A reply that never comes: the connection ends."""


@dataclass
class Stranger:
    """What the registry does, and what came in."""

    behave: Callable[[str], Reply] = lambda _key: (201, {}, {"messageId": str(uuid4())})
    """What it answers to a publication with this key."""
    keys: list[str] = field(default_factory=list)
    tokens: int = 0
    port: int = 0

    def profile(self, folder: Path) -> Path:
        """A profile for it."""
        (folder / "secret").write_text("a-secret")
        at = f"http://127.0.0.1:{self.port}"
        told = {"registry": at, "access": f"{at}/op", "client_id": "post", "secret_file": str(folder / "secret")}
        write(folder / "profile.toml", told | {"sender": "0812345603", "application": "post", "type": "brief"})
        return folder / "profile.toml"

    def answer(self, path: str, key: str) -> Reply:
        """Answer a request."""
        if path.endswith("openid-configuration"):
            return 200, {}, {"token_endpoint": f"http://127.0.0.1:{self.port}/token"}
        if path == "/token":
            self.tokens += 1
            return 200, {}, {"access_token": f"token-{self.tokens}", "expires_in": 600}
        if path.endswith("/statuses/query"):
            return 200, {}, {"items": []}
        self.keys.append(key)
        return self.behave(key)


@contextmanager
def stranger() -> Iterator[Stranger]:
    """Run one."""
    it = Stranger()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._reply()

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self._reply()

        def _reply(self) -> None:
            status, headers, told = it.answer(self.path, self.headers.get("Idempotency-Key", ""))
            if not status:
                self.close_connection = True
                return
            content = json.dumps(told).encode()
            self.send_response(status)
            for name, text in {
                **headers,
                "Content-Type": "application/json",
                "Content-Length": str(len(content)),
            }.items():
                self.send_header(name, text)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_told: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    it.port = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield it
    finally:
        server.shutdown()
        server.server_close()


def table(folder: Path, rows: int = 5) -> Path:
    """A table with so many rows, and their PDF."""
    (folder / "brief.pdf").write_bytes(b"%PDF-1.7 " + b"x" * 100)
    lines = [f"85631441236,brief.pdf,Brief {number}" for number in range(rows)]
    path = folder / "post.csv"
    path.write_text("\n".join(["recipient,file,subject", *lines]) + "\n")
    return path


def nothing() -> Profile:
    """A profile that says enough to read a table."""
    return Profile(sender="0812345603", application="post", type="brief")
