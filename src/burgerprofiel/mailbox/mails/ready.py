"""What happened to messages is raised as notices: each message once for each reason (C3, C6, C7).

It follows the numbered feed (`feed.numbering`), where nothing is seen late; up to which number stands in `MailMark`,
and changes in the transaction of the notices. So nothing is told twice and nothing is left out, whenever this stops.
What was opened, withdrawn or is over needs no telling any more: its notices count as read (ebox.md A.5).
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, transaction

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox.feed.numbering import number_all
from burgerprofiel.mailbox.mails import facts, keys
from burgerprofiel.mailbox.models import DocumentEvent, MailMark
from burgerprofiel.mailbox.models.events import EventKind
from burgerprofiel.notices import actions as notices
from burgerprofiel.notices import passing
from burgerprofiel.notices.notice import Notice

AT_ONCE = 1000
"""Events per transaction."""
ROUND = 20.0
"""Seconds after which a round ends: other work of the worker waits for it; the next one goes on."""
_OVER = (EventKind.WITHDRAWN, EventKind.EXPIRED)
"""After these nothing is asked any more."""

_TO_TELL = """
SELECT told.box_id, told.message_id, told.kind, told.at,
       message.organisation, message.subject, message.registered, message.expires_at
FROM unnest(%(boxes)s::uuid[], %(messages)s::uuid[], %(kinds)s::text[], %(ats)s::timestamptz[])
  AS told (box_id, message_id, kind, at)
JOIN mailbox_box AS box ON box.box_id = told.box_id
JOIN mailbox_message AS message ON message.box_id = told.box_id AND message.id = told.message_id
WHERE box.kind = 'citizen' AND box.state = 'active'
  AND message.read_at IS NULL AND message.withdrawn_at IS NULL AND message.expires_at > %(now)s
"""


class Reason(NamedTuple):
    """Why an owner is told of a message."""

    box_id: UUID
    message_id: UUID
    kind: str
    """Of `keys`; of what is new: `keys.NEW`, registered or not."""
    at: datetime


class _Message(NamedTuple):
    reason: Reason
    organisation: str
    subject: str
    registered: bool
    expires_at: datetime


def catch_up(lasts: float = ROUND) -> int:
    """Raise what happened since the last time; return how many notices. Safe to run twice, at once, and to stop."""
    number_all()
    made, until = 0, time.monotonic() + lasts
    while (step := _step()) is not None:
        made += step
        if time.monotonic() > until:
            break
    return made


@transaction.atomic
def _step() -> int | None:
    """A stretch of the feed; None when there is no more."""
    MailMark.objects.get_or_create(id=1)
    mark = MailMark.objects.select_for_update().get(id=1)
    stretch = list(DocumentEvent.objects.filter(number__gt=mark.number).order_by("number")[:AT_ONCE])
    if not stretch:
        return None
    made = tell(list(_reasons(stretch)))
    passing.seen_by_many(_notices_of(event for event in stretch if event.kind == EventKind.READ))
    passing.settled(_notices_of(event for event in stretch if event.kind in _OVER))
    MailMark.objects.filter(id=1).update(number=stretch[-1].number)
    return made


def _notices_of(events: Iterable[DocumentEvent]) -> Iterator[tuple[CitizenId, str]]:
    return (pair for event in events for pair in keys.all_of(event.box_id, event.message_id))


def _reasons(events: Sequence[DocumentEvent]) -> Iterator[Reason]:
    kinds = {EventKind.NEW: keys.NEW, EventKind.REMINDER: keys.UNREAD, EventKind.EXPIRING: keys.EXPIRING}
    for event in events:
        kind = kinds.get(EventKind(event.kind))
        if kind:
            yield Reason(event.box_id, event.message_id, kind, event.at)


def tell(reasons: Sequence[Reason]) -> int:
    """Raise a notice of each whose box is open and whose message nobody opened; return how many are new.

    Within a transaction.
    """
    messages = _messages(reasons) if reasons else []
    names = facts.names_of({each.organisation for each in messages})
    return len(notices.tell(*(_notice(each, names[each.organisation]) for each in messages)))


def _messages(reasons: Sequence[Reason]) -> list[_Message]:
    boxes, messages, kinds, ats = map(list, zip(*reasons, strict=True))
    told: dict[str, Any] = {"boxes": boxes, "messages": messages, "kinds": kinds, "ats": ats, "now": clock.now()}
    with connection.cursor() as cursor:
        cursor.execute(_TO_TELL, told)
        return [_Message(Reason(*row[:4]), *row[4:]) for row in cursor.fetchall()]


def _notice(message: _Message, names: Mapping[str, str]) -> Notice:
    box_id, message_id, kind, at = message.reason
    if kind == keys.NEW and message.registered:
        kind = keys.REGISTERED
    return Notice(
        citizen_id=CitizenId(box_id),
        kind=kind,
        key=keys.key_of(kind, message_id),
        values={"sender": names, "subject": facts.subject(message.subject)},
        path=f"/berichten/{message_id}",
        at=at,
        expires_on=message.expires_at.astimezone(clock.BRUSSELS).date(),
        transaction=keys.line_of(message_id),
    )
