"""One statement, there and back: a few connections of their own, on which PostgreSQL has already planned it.

For questions of machines, thousands a second (docs/decisions/0018). There is no transaction around a statement but its
own. Django's connections plan every statement anew, and go back to their pool after every request.

A plan outlives what PostgreSQL knew when it was made: one made while a table was all but empty would read the whole of
it, however much came in since. So plans are made anew every few seconds.
"""

from __future__ import annotations

import time
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
import structlog
from django.db import connection

MOST = 4
"""Connections per process; who finds none free waits a moment for one."""
PATIENCE = 1.0
"""Seconds to wait for a free connection; and as long nothing is tried after the database failed."""

PLANS_LAST = 2.0
"""Seconds after which a connection plans its statements anew."""

_Cursor = psycopg.Cursor[tuple[Any, ...]]
_places: SimpleQueue[_Cursor | None] = SimpleQueue()
"""What is free; None: a place where nobody has connected yet."""
for _each in range(MOST):
    _places.put(None)
_plan_at = WeakKeyDictionary[_Cursor, float]()
_rest_until = [0.0]
_NOT_OURS = ("context", "cursor_factory", "prepare_threshold", "pool")

log = structlog.get_logger(__name__)


class UnavailableError(Exception):
    """The statement was not run, or failed: ask in the ordinary way, which also says what is wrong."""


def one(statement: str, *values: object) -> tuple[Any, ...] | None:
    """Return the first row, if there is one. Raises UnavailableError; a statement that writes may have written then."""
    if time.monotonic() < _rest_until[0]:
        raise UnavailableError
    cursor = _place()
    try:
        cursor = cursor or _connect()
        _plan_anew(cursor)
        found = cursor.execute(statement, values).fetchone()
    except psycopg.Error as error:
        log.warning("prepared statement failed", kind=type(error).__name__)
        if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
            close()
            _rest_until[0] = time.monotonic() + PATIENCE
            cursor = _close(cursor)
        raise UnavailableError from error
    else:
        return found
    finally:
        _places.put(cursor)


def close() -> None:
    """Close every connection that is idle; the next statement connects anew."""
    _rest_until[0] = 0.0
    for _each in range(_places.qsize()):
        with suppress(Empty):  # somebody took it meanwhile, and will see for themselves
            _places.put(_close(_places.get_nowait()))


def _place() -> _Cursor | None:
    try:
        return _places.get(timeout=PATIENCE)
    except Empty:
        raise UnavailableError from None


def _close(cursor: _Cursor | None) -> _Cursor | None:
    """Close it; what is left is the place."""
    if cursor is not None:
        cursor.connection.close()
    return None


def _plan_anew(cursor: _Cursor) -> None:
    """Let plans go that are old. What is prepared stays so."""
    now = time.monotonic()
    if now >= _plan_at.setdefault(cursor, now + PLANS_LAST):
        cursor.execute("DISCARD PLANS", prepare=False)
        _plan_at[cursor] = now + PLANS_LAST


def _connect() -> _Cursor:
    told = {name: value for name, value in connection.get_connection_params().items() if name not in _NOT_OURS}
    return psycopg.connect(**told | {"connect_timeout": 2}, autocommit=True, prepare_threshold=0).cursor(binary=True)
