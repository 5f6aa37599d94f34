"""Database connections are few and quickly given back: nobody holds one while waiting for somebody else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

_writers = threading.BoundedSemaphore(2)


def let_go() -> None:
    """Give this thread's connection back to the pool, unless a transaction is open; the next statement takes one."""
    if not connection.in_atomic_block:
        connection.close()


@contextmanager
def small_write(*, durable: bool = True) -> Iterator[None]:
    """Run in a transaction, two of a process at a time: who only reads finds a connection while the disk confirms.

    For the writes that every page makes. Who waits for his turn here holds no connection, so nobody waits for him.
    What is not `durable` is there for everybody at once, but a power failure may take back the last 0.6 s of it
    (PostgreSQL manual, "Asynchronous Commit"; docs/decisions/0009).
    """
    let_go()
    with _writers, transaction.atomic():
        if not durable:
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL synchronous_commit = off")
        yield
