"""Database connections are few and quickly given back: nobody holds one while waiting for somebody else."""

from __future__ import annotations

from django.db import connection


def let_go() -> None:
    """Give this thread's connection back to the pool, unless a transaction is open; the next statement takes one."""
    if not connection.in_atomic_block:
        connection.close()
