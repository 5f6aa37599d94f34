"""What an inspection of the trail counts and how it looks: at one moment, while the product goes on writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction


@dataclass
class Tally:
    """How much was inspected: a finding of nothing wrong says little about nothing."""

    citizens: int = 0
    events: int = 0
    anchors: int = 0


@contextmanager
def snapshot() -> Iterator[None]:
    """See the database as it is now, whatever is written meanwhile; change nothing."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def span(what: str, first: int, last: int) -> str:
    """Return `Event 3` or `Events 3 to 5`."""
    return f"{what} {first}" if first == last else f"{what}s {first} to {last}"
