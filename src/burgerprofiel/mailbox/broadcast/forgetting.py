"""Of a broadcast that ended the list goes after thirty days; a draft that nobody started goes after a week, whole.

What was sent stays in the boxes as long as any message does, and the broadcast with its numbers and its subject stays
with its sender.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from burgerprofiel.kit import clock
from burgerprofiel.kit.storage import objects
from burgerprofiel.mailbox.broadcast.draft import LIFE
from burgerprofiel.mailbox.models import Broadcast, BroadcastRecipient, SharedAttachment, SharedMessage
from burgerprofiel.mailbox.models.broadcasts import Stage

KEPT = timedelta(days=30)
"""How long a sender can get the report after the end."""


def forget() -> None:
    """Remove what has had its time. Safe to run twice."""
    now = clock.now()
    ended = Broadcast.objects.filter(ended_at__lte=now - KEPT).values("id")
    BroadcastRecipient.objects.filter(broadcast_id__in=ended).delete()
    _forget_what_was_said()
    drafts = Broadcast.objects.filter(stage=Stage.DRAFT, created_at__lte=now - LIFE)
    for broadcast_id in list(drafts.values_list("id", flat=True)):
        _forget_draft(broadcast_id)


def _forget_what_was_said() -> None:
    """Of a message that was withdrawn, or is in no box any more, its sender's broadcast keeps the subject alone."""
    there = SharedMessage.objects.filter(id=OuterRef("message_id"), withdrawn_at=None)
    ended = Broadcast.objects.filter(stage__in=(Stage.DONE, Stage.CANCELLED), message__columns__has_key="business")
    for row in ended.filter(~Exists(there)):
        columns = {name: row.message["columns"][name] for name in ("language", "subject")}
        Broadcast.objects.filter(id=row.id).update(message={**row.message, "columns": columns})


def _forget_draft(broadcast_id: UUID) -> None:
    with transaction.atomic():
        row = Broadcast.objects.select_for_update().filter(id=broadcast_id, stage=Stage.DRAFT).first()
        if row is None:
            return
        names = list(SharedAttachment.objects.filter(message_id=row.message_id).values_list("object_name", flat=True))
        SharedMessage.objects.filter(id=row.message_id).delete()
        BroadcastRecipient.objects.filter(broadcast_id=row.id).delete()
        row.delete()
    for name in names:
        with suppress(OSError):  # then the sweep of orphans removes it
            objects.remove(name)
