"""What another registry says by itself: that something happened to a citizen's message there (contracts/ebox.md A.5).

Only that is taken in: which citizen, which registry, and that there is news. No subject and no sender is kept, for the
message is not ours. The menu then says “3+” until the overview or the list asks; the citizen's trail says who told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

import msgspec
from django.db import connection, transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox.events import ElsewhereTold
from burgerprofiel.mailbox.models import Box, ToldElsewhere, Waiting
from burgerprofiel.mailbox.models.boxes import State
from burgerprofiel.people import queries as people
from burgerprofiel.people.lookup import number_hash

KEPT = timedelta(days=30)
"""How long an event is known again when it is sent once more."""
_TAKE = """
    INSERT INTO mailbox_told_elsewhere (citizen_id, registry, event, digest, at)
    SELECT item.citizen_id, %s, item.event, item.digest, %s
    FROM unnest(%s::uuid[], %s::bytea[], %s::bytea[]) AS item (citizen_id, event, digest)
    ON CONFLICT DO NOTHING RETURNING citizen_id, event
"""
Kind = Literal["newDocument", "newDocumentReminder", "readDocument", "documentExpirationAlert"]


class Event(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """One event, as the contract writes it for enterprises; a citizen goes by the national number."""

    event_type: Kind
    event_correlation_id: str
    ssin: str
    message_id: str
    receipt_date: datetime
    expiration_date: datetime
    registered_mail: bool
    message_type_id: str = ""
    sender_organization_id: str = ""
    sender_application_id: str = ""
    subject: Mapping[str, str] = {}


class ChangedError(ValueError):
    """An event came again under the same id, and says something else now."""


@transaction.atomic
def take(registry: str, events: Sequence[tuple[Event, Ssin]], trace: Trace) -> None:
    """Note what is new of this; what is known already changes nothing. Raises ChangedError, and then nothing is noted.

    Whoever tells cannot see who has an open mailbox here: of everybody else it is known again too, and no more.
    """
    known = _open(people.citizens_with({ssin for _event, ssin in events}))
    mine = [(known.get(ssin) or _nobody(ssin), event) for event, ssin in events]
    keys = {(citizen_id, _id(event)): event for citizen_id, event in mine}
    digests = {key: _digest(event) for key, event in keys.items()}
    if any(digests[citizen_id, _id(event)] != _digest(event) for citizen_id, event in mine):
        raise ChangedError
    with connection.cursor() as cursor:
        whose, ids = [key[0] for key in keys], [key[1] for key in keys]
        cursor.execute(_TAKE, [registry, clock.now(), whose, ids, list(digests.values())])
        fresh = {(CitizenId(row[0]), bytes(row[1])) for row in cursor.fetchall()}
    _same(registry, {key: digest for key, digest in digests.items() if key not in fresh})
    news = {key[0] for key in fresh if keys[key].event_type == "newDocument"}
    Waiting.objects.filter(citizen_id__in=news).update(news=True)
    for citizen_id in sorted({key[0] for key in fresh}.intersection(known.values())):
        told = [keys[key] for key in keys if key in fresh and key[0] == citizen_id]
        lines = [ElsewhereTold(registry=registry, message=each.message_id, what=each.event_type) for each in told]
        record(citizen_id, trace, *lines)


def forget() -> int:
    """Remove what was told long ago; return how many."""
    return ToldElsewhere.objects.filter(at__lte=clock.now() - KEPT).delete()[0]


def _nobody(ssin: Ssin) -> CitizenId:
    """Return an id that is nobody's, by which an event for somebody without a mailbox here is known again."""
    return CitizenId(UUID(bytes=hashlib.sha256(b"mailbox.told:" + number_hash(ssin)).digest()[:16]))


def _open(known: Mapping[Ssin, CitizenId]) -> dict[Ssin, CitizenId]:
    """Keep those whose mailbox is open."""
    rows = Box.objects.filter(box_id__in=known.values(), state__in=(State.ACTIVE, State.STOPPED))
    there = set(rows.values_list("box_id", flat=True))
    return {ssin: citizen_id for ssin, citizen_id in known.items() if citizen_id in there}


def _same(registry: str, again: Mapping[tuple[UUID, bytes], bytes]) -> None:
    """Raises ChangedError unless what came again is what came before."""
    if not again:
        return
    rows = ToldElsewhere.objects.filter(
        citizen_id__in={key[0] for key in again}, registry=registry, event__in={key[1] for key in again}
    )
    before = {(row.citizen_id, bytes(row.event)): bytes(row.digest) for row in rows}
    if any(before.get(key) != digest for key, digest in again.items()):
        raise ChangedError


def _id(event: Event) -> bytes:
    return hashlib.sha256(event.event_correlation_id.encode()).digest()[:16]


def _digest(event: Event) -> bytes:
    return hashlib.sha256(msgspec.json.encode(event, order="sorted")).digest()
