"""How many messages a box holds, kept beside it: a box with a million answers as quickly as one with ten.

Whoever changes messages changes these counts in the same transaction; `differences` says where they are wrong.
"""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Q

from burgerprofiel.mailbox.models import Box, Message


def change(box_id: UUID, *, messages: int = 0, hidden: int = 0, unread: int = 0, octets: int = 0) -> None:
    """Add to the counts of a box, within the running transaction. One SQL statement."""
    if messages or hidden or unread or octets:
        Box.objects.filter(box_id=box_id).update(
            messages=F("messages") + messages,
            hidden=F("hidden") + hidden,
            unread=F("unread") + unread,
            octets=F("octets") + octets,
        )


_LOCK = "SELECT 1 FROM mailbox_box WHERE box_id = %s FOR UPDATE"


def lock(box_id: UUID) -> None:
    """Wait for who else changes this box; within a transaction. Take it before any of its messages."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [box_id])


def counted(box_id: UUID) -> tuple[int, int, int]:
    """Count anew: messages, hidden, unread. For the check and for tests; costs as much as the box is large."""
    told = Message.objects.filter(box_id=box_id).aggregate(
        messages=Count("id"),
        hidden=Count("id", filter=Q(visible=False)),
        unread=Count("id", filter=Q(visible=True, unread=True, withdrawn_at=None)),
    )
    return told["messages"], told["hidden"], told["unread"]
