"""Telling very many the same: made once, then told stretch by stretch, each in one transaction.

Killed in the middle of a stretch, nobody in it was told, and all are told later; right after it, it is known as told.
Two processes never tell the same stretch. The same reference twice is one announcement.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from itertools import islice
from uuid import UUID

from django.db import transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.notices.announcements import fanout
from burgerprofiel.notices.announcements.draft import Draft
from burgerprofiel.notices.announcements.events import AnnouncementMade, RangeTold
from burgerprofiel.notices.models import Announcement, AnnouncementRange
from burgerprofiel.notices.outbox import waking

SIZE = 5_000
"""Recipients in a stretch: about a tenth of a second's work."""
SYSTEM = Trace(actor="system")


class MadeBeforeError(Exception):
    """There is an announcement with this reference already."""


@transaction.atomic
def make(draft: Draft, citizens: Iterable[CitizenId], trace: Trace) -> UUID:
    """Make an announcement for these, who are told by `tell_next`; return its id. Raises MadeBeforeError."""
    known = uuid7()
    ends = datetime.combine(draft.expires + timedelta(days=1), time.min, clock.BRUSSELS) if draft.expires else None
    _row, is_new = Announcement.objects.get_or_create(
        reference=draft.reference,
        defaults={
            "id": known,
            "words": draft.words,
            "path": draft.path,
            "sender": draft.sender,
            "brand": draft.brand,
            "made_at": clock.now(),
            "expires_at": ends,
        },
    )
    if not is_new:
        raise MadeBeforeError(draft.reference)
    recipients, coming, number = 0, iter(citizens), 0
    while some := sorted(set(islice(coming, SIZE))):
        AnnouncementRange.objects.create(announcement_id=known, number=number, citizens=some)
        recipients, number = recipients + len(some), number + 1
    record(CitizenId(known), trace, AnnouncementMade(reference=draft.reference, recipients=recipients))
    return known


@transaction.atomic
def tell_next(announcement_id: UUID | None = None) -> int | None:
    """Tell the next stretch of this announcement, or of any; return how many that were, None: there is none left."""
    left = AnnouncementRange.objects.filter(told=None)
    if announcement_id:
        left = left.filter(announcement_id=announcement_id)
    part = left.order_by("announcement_id", "number").select_for_update(skip_locked=True).first()
    if part is None:
        return None
    announcement = Announcement.objects.get(id=part.announcement_id)
    told = fanout.tell(announcement, [CitizenId(each) for each in part.citizens])
    digest = hashlib.sha256(b"".join(each.bytes for each in sorted(part.citizens))).hexdigest()
    own = AnnouncementRange.objects.filter(announcement_id=part.announcement_id, number=part.number)
    own.update(citizens=[], told=told)
    record(CitizenId(announcement.id), SYSTEM, RangeTold(range=part.number, told=told, digest=digest))
    waking.after_this()
    return told
