"""Asking the services behind a seal: within seconds, a small answer, and left alone for a moment when they are dead.

Their answers are signed, so they are asked over http too, as their certificates say.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from functools import lru_cache

import httpx

from burgerprofiel.kit import http
from burgerprofiel.kit.breaker import Breaker

SECONDS = 5.0
LARGEST = 2_000_000
_lock = threading.Lock()
_breakers: dict[str, Breaker] = {}


class SilentError(Exception):
    """It does not answer, or says that it cannot now. The message is a sentence for the operator."""


class RefusedError(Exception):
    """It answers that it will not do this (HTTP 4xx)."""

    def __init__(self, sentence: str, status: int, body: bytes = b"") -> None:
        """Give the sentence, the HTTP status, and what it answered."""
        super().__init__(sentence)
        self.status, self.body = status, body


@lru_cache(maxsize=1)
def _client() -> httpx.Client:
    """One per process: it keeps its connections."""
    return http.client(SECONDS)


def forget() -> None:
    """Close what is open and ask everybody again (tests; after a change of configuration)."""
    with _lock:
        _breakers.clear()
    _client.cache_clear()


def ask(url: str, body: bytes | None, headers: Mapping[str, str], seconds: float | None = None) -> bytes:
    """Return the answer to a POST, or to a GET when there is no body. Raises SilentError or RefusedError."""
    with _lock:
        breaker = _breakers.setdefault(url, Breaker(limit=3, rest=20))
        allowed = breaker.allows()
    if not allowed:
        raise SilentError(f"{url} did not answer just now and is left alone for a moment.")
    try:
        answer = _answer(url, body, headers, seconds or SECONDS)
    except (httpx.HTTPError, httpx.InvalidURL, http.TooLargeError, TimeoutError, SilentError) as error:
        with _lock:
            breaker.failed()
        raise SilentError(f"{url} does not answer: {error or type(error).__name__}.") from error
    except RefusedError:
        with _lock:
            breaker.succeeded()
        raise
    with _lock:
        breaker.succeeded()
    return answer


def _answer(url: str, body: bytes | None, headers: Mapping[str, str], seconds: float) -> bytes:
    until = time.monotonic() + seconds
    method = "GET" if body is None else "POST"
    with _client().stream(method, url, content=body, headers=dict(headers), timeout=seconds) as response:
        content = http.read_in_time(response, LARGEST, until - time.monotonic())
    if 400 <= response.status_code < 500 and response.status_code not in (408, 429):
        raise RefusedError(f"{url} answers with HTTP {response.status_code}.", response.status_code, content)
    if response.status_code != 200:
        raise SilentError(f"HTTP {response.status_code}")
    return content
