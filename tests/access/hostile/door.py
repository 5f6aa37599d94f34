"""The real WSGI application: everything that a browser, a program or an attacker reaches, in one process."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import unquote_to_bytes

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, repr=False)
class Request:
    """A request as it comes over the wire."""

    host: str
    method: str = "GET"
    path: str = "/"
    """Still percent-encoded."""
    query: str = ""
    headers: Pairs = ()
    cookies: Pairs = ()
    body: bytes = b""
    length: str | None = None
    """What it says of its length; None: the truth. What is no number the server refuses before us (400)."""
    address: str = "192.0.2.1"

    def __repr__(self) -> str:
        """Every part of it, the long ones cut."""
        parts = (f"{name}={str(value)[:600]!r}" for name, value in vars(self).items() if value)
        return f"Request({', '.join(parts)})"

    def environ(self) -> dict[str, Any]:
        """As the server hands it to the application (PEP 3333)."""
        told: dict[str, Any] = {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(self.path).decode("latin-1"),
            "QUERY_STRING": self.query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": self.address,
            "CONTENT_LENGTH": str(len(self.body)) if self.length is None else self.length,
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(self.body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            "HTTP_HOST": self.host,
        }
        if self.cookies:
            told["HTTP_COOKIE"] = "; ".join(f"{name}={value}" for name, value in self.cookies)
        for name, value in self.headers:
            plain = name.upper().replace("-", "_")
            told["CONTENT_TYPE" if plain == "CONTENT_TYPE" else f"HTTP_{plain}"] = value
        return told


@dataclass
class Answer:
    """What came back."""

    status: int = 0
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""
    seconds: float = 0.0
    """Of the processor: how busy it kept us."""

    def header(self, name: str) -> list[str]:
        """Every value of a header."""
        return [value for key, value in self.headers if key.lower() == name.lower()]

    @property
    def everything(self) -> str:
        """Headers and body as one text."""
        return "\n".join(f"{name}: {value}" for name, value in self.headers) + "\n" + self.body.decode("latin-1")


@cache
def _application() -> Callable[..., Iterable[bytes]]:
    from burgerprofiel.site.wsgi import application

    return application


def send(request: Request) -> Answer:
    """Send a request; what escapes the application is not caught here."""
    answer, begun = Answer(), time.process_time()

    def start(status: str, headers: list[tuple[str, str]], _error: object = None) -> None:
        answer.status, answer.headers = int(status.split(maxsplit=1)[0]), headers

    parts = _application()(request.environ(), start)
    try:
        answer.body = b"".join(parts)
    finally:
        close = getattr(parts, "close", None)
        if close:
            close()
    answer.seconds = time.process_time() - begun
    return answer
