"""Asking a feed, with a deadline and a size limit; what goes wrong is temporary (again later) or permanent."""

from __future__ import annotations

from urllib.parse import urlencode

import httpx

from burgerprofiel.dossiers.connectors.feed import wire
from burgerprofiel.dossiers.connectors.feed.wire import Json, WrongShapeError
from burgerprofiel.kit import http
from burgerprofiel.kit.http import TooLargeError

DEADLINE = 5.0
"""Seconds for a page, from the first byte asked to the last one read."""
LARGEST = 8_000_000
"""Bytes of a page."""
AT_ONCE = 200
"""Changes on a page."""
_ACCEPT = {"Accept": "application/json"}


class FeedError(Exception):
    """The feed gave nothing that can be used; the message is a sentence for who looks after it."""


class TemporaryError(FeedError):
    """It may work in a moment."""


class PermanentError(FeedError):
    """It goes on like this until somebody changes something there, or in our file of sources."""


def fetch(address: str, index: int, limit: int = AT_ONCE) -> tuple[list[Json], int]:
    """Return the changes from an index on and where to go on. Raises TemporaryError, PermanentError."""
    url = f"{address}/dossierstatusveranderingen?{urlencode({'index': index, 'limiet': limit})}"
    try:
        with http.client(DEADLINE) as client, client.stream("GET", url, headers=_ACCEPT) as answer:
            if answer.status_code >= 500 or answer.status_code in (408, 429):
                raise TemporaryError(f"It answers with HTTP {answer.status_code}.")
            if answer.status_code != 200:
                raise PermanentError(f"It answers with HTTP {answer.status_code}.")
            content = http.read_in_time(answer, LARGEST, DEADLINE)
    except (TimeoutError, httpx.TimeoutException) as error:
        raise TemporaryError(f"It gave no whole answer within {DEADLINE:g} seconds.") from error
    except TooLargeError as error:
        raise PermanentError(f"It sends more than {LARGEST} bytes for {limit} changes.") from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise TemporaryError("It cannot be reached.") from error
    try:
        return wire.page(content, index)
    except WrongShapeError as error:
        raise PermanentError(str(error)) from error


def check_config(address: str, index: int) -> list[str]:
    """Return what is wrong with a feed, a sentence each; empty: all is well. Changes nothing."""
    try:
        fetch(address, index, 1)
    except FeedError as error:
        return [str(error)]
    return []
