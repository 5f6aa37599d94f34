"""What waits for a citizen at a registry: how many messages are unread, and what of the latest is still to be paid.

A glance is not the list: it is asked when one shows counts of all registries together, and costs a registry one
question (two when the citizen has more than a page there).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

import msgspec

from burgerprofiel.kit import clock
from burgerprofiel.mailbox.federation import names
from burgerprofiel.mailbox.federation.contract import Entry, Question
from burgerprofiel.mailbox.queries import Filter

ALL = Question(Filter(visible=True))
UNREAD = Question(Filter(visible=True, unread=True))
MOST = 10
"""Bills that are told of."""

Listed = Callable[[Question, int], Awaitable[tuple[Sequence[Entry], int]]]
"""A question and the number of a page, to its messages and how many there are in all."""


class Owed(msgspec.Struct, frozen=True):
    """Something to pay whose day has not gone by; whether it was paid, nobody but the sender knows."""

    message_id: str
    subject: dict[str, str]
    organisation: str
    sender: dict[str, str]
    """What the sender is called there."""
    cents: int
    due: datetime
    received: datetime
    read: bool = False


class Glance(msgspec.Struct, frozen=True):
    """What waits at one registry; archived messages are left out, as in the list."""

    unread: int
    bills: tuple[Owed, ...] = ()
    looked: int = 0
    """Among how many of the latest messages bills were sought; 0: among all."""


async def taken(listed: Listed) -> tuple[Glance, Sequence[Entry]]:
    """Ask a registry; return also the messages whose bills it tells of. Raises SilentError."""
    newest, total = await listed(ALL, 1)
    whole = len(newest) >= total
    unread = sum(not each.read for each in newest) if whole else (await listed(UNREAD, 1))[1]
    return Glance(unread, looked=0 if whole else len(newest)), [each for each in newest if _owed(each)][:MOST]


def with_bills(glance: Glance, owed: Sequence[Entry]) -> Glance:
    """Return it with its bills, now that one knows what senders are called."""
    return msgspec.structs.replace(glance, bills=tuple(filter(None, map(_owed, owed))))


def _owed(entry: Entry) -> Owed | None:
    """Return what a message asks for in euros by a day that has not gone by."""
    found = entry.sum
    if not found or not found.due or found.currency != "EUR" or found.due <= clock.now():
        return None
    sender = names.called(names.Key(entry.registry, "senderOrganizations", entry.organisation))
    return Owed(
        entry.message_id,
        dict(entry.subject),
        entry.organisation,
        dict(sender),
        found.cents,
        found.due,
        entry.received_at,
        entry.read,
    )


class Flying:
    """Questions that are being asked now: who asks the same at the same moment waits for the same answer."""

    def __init__(self) -> None:
        """Nothing is asked yet. To be used in one event loop."""
        self._asked: dict[tuple[str, str], asyncio.Task[tuple[Sequence[Entry], int]]] = {}

    async def once(
        self, key: tuple[str, str], ask: Callable[[], Awaitable[tuple[Sequence[Entry], int]]]
    ) -> tuple[Sequence[Entry], int]:
        """Return the answer to a question, by whose it is and what it asks. Who gives up waiting stops nobody else."""
        task = self._asked.get(key)
        if task is None:
            task = self._asked[key] = asyncio.ensure_future(ask())
            task.add_done_callback(lambda done: self._landed(key, done))
        return await asyncio.shield(task)

    def _landed(self, key: tuple[str, str], done: asyncio.Task[tuple[Sequence[Entry], int]]) -> None:
        """Forget the question; what went wrong is told to who still waits, and to nobody else."""
        self._asked.pop(key, None)
        if not done.cancelled():
            done.exception()
