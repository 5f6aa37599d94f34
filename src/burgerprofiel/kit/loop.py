"""One event loop per process, in which everything that is asked of others over the network runs (docs/decisions/0005).

Requests are answered in threads; a thread starts tasks here and waits for them without holding a database connection.
"""

from __future__ import annotations

import asyncio
import atexit
import queue
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import CancelledError
from contextlib import suppress

from anyio.from_thread import BlockingPortal

_lock = threading.Lock()
_portal: BlockingPortal | None = None


def _start() -> BlockingPortal:
    """Start the event loop in a thread of its own that does not keep the process from ending."""
    started: queue.SimpleQueue[BlockingPortal] = queue.SimpleQueue()

    async def run() -> None:
        async with BlockingPortal() as portal:
            started.put(portal)
            await portal.sleep_until_stopped()

    threading.Thread(target=asyncio.run, args=(run(),), name="outside", daemon=True).start()
    return started.get()


def entrance() -> BlockingPortal:
    """Return the way into this process's event loop, which starts at the first use."""
    global _portal  # noqa: PLW0603 - one per process
    with _lock:
        if _portal is None:
            _portal = _start()
        return _portal


def close_at_exit(close: Callable[[], Awaitable[None]]) -> None:
    """Call `close` in the loop when the process ends; it waits a second for that at most."""
    portal = entrance()

    def hang_up() -> None:
        with suppress(RuntimeError, TimeoutError, CancelledError):
            portal.start_task_soon(close).result(timeout=1)

    atexit.register(hang_up)
