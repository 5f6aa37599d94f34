"""What happened to messages becomes e-mails that wait to be sent: each message once for each reason.

It follows the numbered feed (`feed.numbering`), where nothing is seen late; up to which number stands in `MailMark`,
and changes in the same transaction. So nothing is written twice and nothing is left out, whenever this stops.
"""

from __future__ import annotations

from django.db import connection, transaction

from burgerprofiel.kit import clock
from burgerprofiel.mailbox.feed.numbering import number_all
from burgerprofiel.mailbox.models import DocumentEvent, MailMark

AT_ONCE = 5000
"""Events per transaction."""

_READY = """
INSERT INTO mailbox_owner_mail (box_id, id, kind, message_id, at)
SELECT event.box_id, event.id,
       CASE WHEN event.kind = 'newDocumentReminder' THEN 'unread'
            WHEN event.kind = 'documentExpirationAlert' THEN 'expiring'
            WHEN message.registered THEN 'registered' ELSE 'new' END,
       event.message_id, %(now)s
FROM mailbox_document_event AS event
JOIN mailbox_box AS box ON box.box_id = event.box_id
JOIN mailbox_message AS message ON message.box_id = event.box_id AND message.id = event.message_id
WHERE event.number > %(after)s AND event.number <= %(until)s
  AND event.kind IN ('newDocument', 'newDocumentReminder', 'documentExpirationAlert')
  AND box.kind = 'citizen' AND box.state = 'active'
ON CONFLICT (box_id, kind, message_id) DO NOTHING
"""


def catch_up() -> int:
    """Make ready what happened since the last time; return how many more wait. Safe to run twice, or at once."""
    number_all()
    made = 0
    while (step := _step()) is not None:
        made += step
    return made


@transaction.atomic
def _step() -> int | None:
    """A stretch of the feed; None when there is no more."""
    MailMark.objects.get_or_create(id=1)
    mark = MailMark.objects.select_for_update().get(id=1)
    numbers = DocumentEvent.objects.filter(number__gt=mark.number).order_by("number")
    stretch = list(numbers.values_list("number", flat=True)[:AT_ONCE])
    if not stretch:
        return None
    until = stretch[-1] or 0
    with connection.cursor() as cursor:
        cursor.execute(_READY, {"now": clock.now(), "after": mark.number, "until": until})
        made: int = cursor.rowcount
    MailMark.objects.filter(id=1).update(number=until)
    return made
