"""One call to a source's system: with our token, to its own origin alone, of a size and within a time we can bear.

What goes wrong is temporary (again later) or permanent (until somebody changes something). A national number stands in
bodies alone, so an address may be logged and a body never.
"""

from __future__ import annotations

import threading
import time
from base64 import b64encode
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote, urlencode
from uuid import uuid4

import httpx
import msgspec

from burgerprofiel.feedback.connectors.gtmf import wire
from burgerprofiel.feedback.sources.queries import Source
from burgerprofiel.kit import http
from burgerprofiel.kit.http import TooLargeError
from burgerprofiel.kit.packing import from_json

T = TypeVar("T")
DEADLINE, UPLOAD_DEADLINE = 5.0, 60.0
"""Seconds for a call; for one with an attachment."""
LARGEST = 2_000_000
"""Bytes of an answer."""
_EARLIER = 30.0
"""Seconds before its end a token is used no more."""
_lock = threading.Lock()
_tokens: dict[tuple[str, str, str], tuple[float, str]] = {}


class CallError(Exception):
    """The system gave nothing that can be used; the message is a sentence for who looks after it."""


class TemporaryError(CallError):
    """It may work in a moment."""


class PermanentError(CallError):
    """It goes on like this until somebody changes something there, or in our file of sources."""


class RefusedError(PermanentError):
    """It says no: what was sent is certainly not there."""


class UnknownTokenError(RefusedError):
    """It does not let us in (401)."""


def forget() -> None:
    """Take every token anew (tests, and a new secret)."""
    with _lock:
        _tokens.clear()


def get(source: Source, path: str, kind: type[T], seconds: float = DEADLINE) -> T:
    """Return what is read there. Raises TemporaryError, PermanentError."""
    return _ask(source, "GET", path, kind, seconds=seconds)


def post(source: Source, path: str, body: bytes, kind: type[T]) -> T:
    """Return what is answered to JSON. Raises TemporaryError, PermanentError."""
    return _ask(source, "POST", path, kind, body, "application/json")


def upload(source: Source, path: str, name: str, content: bytes, media_type: str) -> wire.Uploaded:
    """Return where a file lies that was brought. Raises TemporaryError, PermanentError."""
    edge = uuid4().hex
    plain = "".join(sign if sign.isascii() and sign.isprintable() and sign not in '"\\' else "_" for sign in name)
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{plain}"\r\n'
    body = b"".join([f"{head}Content-Type: {media_type}\r\n\r\n".encode(), content, f"\r\n--{edge}--\r\n".encode()])
    kind = f"multipart/form-data; boundary={edge}"
    return _ask(source, "POST", path, wire.Uploaded, body, kind, seconds=UPLOAD_DEADLINE)


def _ask(
    source: Source,
    method: str,
    path: str,
    kind: type[T],
    body: bytes = b"",
    media_type: str = "",
    seconds: float = DEADLINE,
) -> T:
    """Ask, with a token that is taken anew, once, when it is no longer known."""
    url = f"{source.url.rstrip('/')}{path}"
    known = _known(source)
    try:
        content = _call(method, url, body, _headers(known or _fetched(source, seconds), media_type), seconds)
    except UnknownTokenError:
        if not known:
            raise
        content = _call(method, url, body, _headers(_fetched(source, seconds), media_type), seconds)
    try:
        return from_json(content, kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PermanentError(f"{method} {path.partition('?')[0]} answers what the contract does not say.") from error


def _headers(token: str, media_type: str) -> dict[str, str]:
    told = {"Authorization": f"Bearer {token}", "Accept": "application/json", "x-correlation-id": str(uuid4())}
    return told | ({"Content-Type": media_type} if media_type else {})


def _known(source: Source) -> str:
    ends, token = _tokens.get((source.token_url, source.client_id, source.scope), (0.0, ""))
    return token if time.monotonic() < ends - _EARLIER else ""


def _fetched(source: Source, seconds: float = DEADLINE) -> str:
    """Take a token by client credentials (RFC 6749 §4.4). Raises TemporaryError, PermanentError."""
    try:
        secret = Path(source.secret_file).read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise PermanentError(f"The secret file of {source.key} cannot be read.") from error
    name = b64encode(f"{quote(source.client_id, safe='')}:{quote(secret, safe='')}".encode()).decode()
    asked = {"grant_type": "client_credentials"} | ({"scope": source.scope} if source.scope else {})
    headers = {
        "Authorization": f"Basic {name}",
        "Accept": "application/json",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    try:
        content = _call("POST", source.token_url, urlencode(asked).encode(), headers, min(seconds, DEADLINE))
    except PermanentError as error:
        raise RefusedError(f"{source.token_url} gives us no token: {error}") from error
    try:
        told = from_json(content, wire.Token)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PermanentError(f"{source.token_url} gives no token that can be read.") from error
    with _lock:
        _tokens[source.token_url, source.client_id, source.scope] = (
            time.monotonic() + told.expires_in,
            told.access_token,
        )
    return told.access_token


def _call(method: str, url: str, body: bytes, headers: dict[str, str], seconds: float) -> bytes:
    try:
        with http.client(seconds) as client, client.stream(method, url, content=body, headers=headers) as answer:
            _check(answer.status_code)
            return http.read_in_time(answer, LARGEST, seconds)
    except (TimeoutError, httpx.TimeoutException) as error:
        raise TemporaryError(f"It gave no whole answer within {seconds:g} seconds.") from error
    except TooLargeError as error:
        raise PermanentError(f"It answers with more than {LARGEST} bytes.") from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise TemporaryError("It cannot be reached.") from error


def _check(status: int) -> None:
    if status >= 500 or status in (408, 425, 429):
        raise TemporaryError(f"It answers with HTTP {status}.")
    if status == 401:
        raise UnknownTokenError("It does not let us in (HTTP 401).")
    if not 200 <= status < 300:
        raise RefusedError(f"It answers with HTTP {status}.")
