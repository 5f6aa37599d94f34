"""In the demo one port serves everything: the simulators' host names are passed on to their own process.

Only the names below are passed on; every other name, wrong ones too, is Django's to answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import httpx

_NAMES = (
    "adressen",
    "attesten",
    "magda",
    "melding",
    "kaartlezer",
    "ocsp",
    "itsme",
    "gilde",
    "post",
    "push",
    "sms",
    "ebox2",
    "vertrouwen",
    "zaken",
)
SIMULATED = frozenset(f"{name}.localhost" for name in _NAMES)
_HOP_BY_HOP = frozenset(
    {
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
_CHUNK = 65536


class DemoHosts:
    """Passes requests for the simulators on, streamed both ways."""

    def __init__(self, application: WSGIApplication, port: int) -> None:
        """Other hosts go to `application`; the simulators listen on `port`."""
        self._application = application
        self._client = httpx.Client(
            base_url=f"http://127.0.0.1:{port}",
            timeout=httpx.Timeout(60, connect=5),
            limits=httpx.Limits(max_connections=64, max_keepalive_connections=16),
            trust_env=False,
        )

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        if str(environ.get("HTTP_HOST", "")).partition(":")[0].lower() not in SIMULATED:
            return self._application(environ, start_response)
        try:
            answer = self._client.send(self._request(environ), stream=True)
        except httpx.HTTPError:
            start_response("502 Bad Gateway", [("Content-Type", "text/plain; charset=utf-8")])
            return [b"The simulator does not answer. Try again in a moment.\n"]
        named = set(_names(answer.headers.get("connection", "")))
        headers = [(name, value) for name, value in answer.headers.multi_items() if name not in _HOP_BY_HOP | named]
        start_response(f"{answer.status_code} {answer.reason_phrase or 'Unknown'}", headers)
        return _Body(answer)

    def _request(self, environ: WSGIEnvironment) -> httpx.Request:
        """The same request, for the simulators' process."""
        headers = [
            (name[5:].replace("_", "-").lower(), str(value))
            for name, value in environ.items()
            if name.startswith("HTTP_")
        ]
        named = set(_names(str(environ.get("HTTP_CONNECTION", ""))))
        headers = [
            (name, value) for name, value in headers if name not in _HOP_BY_HOP | named | {"content-length", "expect"}
        ]
        length = str(environ.get("CONTENT_LENGTH") or "")
        if content_type := environ.get("CONTENT_TYPE"):
            headers.append(("content-type", str(content_type)))
        chunked = "chunked" in str(environ.get("HTTP_TRANSFER_ENCODING", "")).lower()
        if length.isdigit():
            headers.append(("content-length", length))
        path = str(environ.get("PATH_INFO", "/")).encode("latin-1")
        query = str(environ.get("QUERY_STRING", "")).encode("latin-1")
        url = self._client.base_url.copy_with(raw_path=_quoted(path) + (b"?" + query if query else b""))
        body = _read(environ, int(length) if length.isdigit() else None) if length.isdigit() or chunked else None
        as_it_came = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        return httpx.Request(str(environ["REQUEST_METHOD"]), url, headers=as_it_came, content=body)


class _Body:
    """The answer's bytes as they arrive, still compressed as they were sent; `close` gives the connection back."""

    def __init__(self, answer: httpx.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_raw()

    def close(self) -> None:
        """Give the connection back."""
        self._answer.close()


def _names(header: str) -> Iterator[str]:
    """The header names that a Connection header lists."""
    return (name.strip().lower() for name in header.split(",") if name.strip())


def _quoted(path: bytes) -> bytes:
    """Escape what may not stand in a request line; WSGI hands the path over unescaped."""
    safe = b"/:@!$&'()*+,;=-._~"
    return b"".join(bytes([byte]) if bytes([byte]).isalnum() or byte in safe else b"%%%02X" % byte for byte in path)


def _read(environ: WSGIEnvironment, length: int | None) -> Iterator[bytes]:
    """The request's body in pieces: `length` bytes, or all there is."""
    left = length
    while left is None or left > 0:
        piece = environ["wsgi.input"].read(_CHUNK if left is None else min(_CHUNK, left))
        if not piece:
            return
        if left is not None:
            left -= len(piece)
        yield piece
