"""Broadcasts to test with: handed in without the door, by a sender that may send."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db import connection

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock, remembered
from burgerprofiel.kit.ids import uuid7
from burgerprofiel.mailbox import models, search
from burgerprofiel.mailbox.models import Broadcast, SharedMessage
from burgerprofiel.mailbox.models.broadcasts import Stage
from tests.mailbox.boxes import APPLICATION, SENDER, TYPE

TRACE = Trace(actor="zonnegem-post", client_id="zonnegem-post")
OCTETS = 1_200


def sender() -> None:
    """Zonnegem may send letters to citizens and to enterprises."""
    organisation, _ = models.SenderOrganisation.objects.get_or_create(
        enterprise_number=SENDER, defaults={"names": {"nl": "Gemeente Zonnegem"}}
    )
    application, _ = models.SenderApplication.objects.get_or_create(
        application_id=APPLICATION, defaults={"names": {"nl": "Post"}}
    )
    kind, _ = models.MessageType.objects.get_or_create(message_type_id=TYPE, defaults={"names": {"nl": "Brief"}})
    for box_kind in ("citizen", "enterprise"):
        models.SenderRight.objects.get_or_create(
            organisation=organisation, application=application, message_type=kind, box_kind=box_kind
        )
    models.SenderClient.objects.get_or_create(client_id="zonnegem-post", defaults={"enterprise_number": SENDER})
    remembered.forget()


def draft(subject: str = "Uw straat wordt vernieuwd", query: dict[str, object] | None = None) -> Broadcast:
    """A broadcast without a file."""
    sender()
    now = clock.now()
    shared = SharedMessage.objects.create(
        id=uuid7(),
        published_at=now,
        expires_at=now + timedelta(days=7),
        organisation=SENDER,
        application=APPLICATION,
        message_type_id=TYPE,
        sought=search.sought(subject, [], ""),
    )
    return Broadcast.objects.create(
        id=uuid7(),
        organisation=SENDER,
        application=APPLICATION,
        client_id="zonnegem-post",
        kind="citizen",
        stage=Stage.DRAFT,
        message={"columns": {"language": "nl", "subject": subject}, "octets": OCTETS},
        query=query,
        message_id=shared.id,
        created_at=now,
    )


def crowd(size: int, state: str = "active", kind: str = "citizen") -> list[UUID]:
    """So many boxes, of nobody in particular."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO mailbox_box (box_id, kind, state, since, why) SELECT gen_random_uuid(), %s, %s, now(), ''"
            " FROM generate_series(1, %s) RETURNING box_id",
            [kind, state, size],
        )
        return [row[0] for row in cursor.fetchall()]


def listed(broadcast: Broadcast, boxes: Iterable[UUID], kind: str = "citizen") -> None:
    """Put boxes on its list."""
    ids = list(boxes)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO mailbox_broadcast_recipient (broadcast_id, box_id, kind, upload, line, reference, code)"
            " SELECT %s, box, %s, 1, line, '', '' FROM unnest(%s::uuid[]) WITH ORDINALITY AS them (box, line)",
            [broadcast.id, kind, ids],
        )
    Broadcast.objects.filter(id=broadcast.id).update(listed=len(ids))
