"""A source tells of a permit, brings a document of it, or revokes it: one transaction, each owner's trail says so.

The newest state counts, in whatever order they come; the same one twice changes nothing. Whoever is named no more has
the permit no more. What is taken away of documents goes with them; an object that nobody holds is swept later.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import msgspec
from django.db import transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Event, Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.storage.objects import Stored
from burgerprofiel.permits import content, numbers, rows, telling
from burgerprofiel.permits.content import Got, State, Told
from burgerprofiel.permits.events import DocumentTold, PermitTakenAway, PermitTold
from burgerprofiel.permits.models import Document, Known
from burgerprofiel.permits.models.permits import Status


class OtherStateError(Exception):
    """A state with the same `changedAt` was told before, and it said something else."""


class UnknownPermitError(LookupError):
    """This source told of no such permit, or of no such document of it."""


class Outcome(NamedTuple):
    """What became of what was told."""

    state: State
    """As it is now."""
    is_new: bool = False
    applied: bool = True
    """False: a newer state is known, or this very one."""


@transaction.atomic
def tell(source: str, number: str, told: Told, trace: Trace) -> Outcome:
    """Take a state of a permit. Raises OtherStateError."""
    permit = numbers.permit_id(source, number)
    known = rows.locked(permit)
    before = rows.state(known) if known else None
    if before and told.changed_at <= before.told.changed_at:
        if told.changed_at == before.told.changed_at and told != before.told:
            raise OtherStateError
        return Outcome(before, applied=False)
    now = _written(permit, source, number, told, known, before, trace)
    return Outcome(now, is_new=known is None)


@transaction.atomic
def revoke(source: str, number: str, reason: str, trace: Trace) -> Outcome:
    """Let a permit count no more from now on; one that was revoked stays so. Raises UnknownPermitError."""
    permit = numbers.permit_id(source, number)
    known = rows.locked(permit)
    if known is None:
        raise UnknownPermitError
    before = rows.state(known)
    if before.told.status == Status.REVOKED:
        return Outcome(before, applied=False)
    now = max(clock.now(), before.told.changed_at)
    told = msgspec.structs.replace(before.told, status=Status.REVOKED.value, reason=reason, changed_at=now)
    return Outcome(_written(permit, source, number, told, known, before, trace))


def _written(
    permit: UUID, source: str, number: str, told: Told, known: Known | None, before: State | None, trace: Trace
) -> State:
    to = rows.named(told)
    gone = set(known.owners) - {each.id for each in to} if known else set()
    fresh = [each for each in to if not known or each.id not in known.owners]
    if known and fresh:
        holders = {each.id: each.opened for each in rows.opened(known)}
        rows.share(permit, fresh, rows.keys(permit, holders))
    rows.take_away(permit, gone)
    listed = {each.name for each in told.documents}
    ids = [numbers.document_id(permit, name) for name in listed]
    Document.objects.filter(owner_id__in=[each.id for each in to], permit_id=permit).exclude(id__in=ids).delete()
    same = known and known.status == told.status
    status_at = known.status_at if known and same else told.changed_at
    rows.write(permit, source, number, told, to, status_at)
    now = State(told, {name: got for name, got in (before.got if before else {}).items() if name in listed})
    _know(permit, source, now, [each.id for each in to], status_at)
    if known and not same and told.status == Status.REVOKED:
        telling.revoked([CitizenId(each.id) for each in to if each.is_citizen], permit, told.title, told.issuer)
    _trail((each.id for each in to), trace, PermitTold(source=source, permit=str(permit), status=told.status))
    _trail(gone, trace, PermitTakenAway(source=source, permit=str(permit)))
    return now


def _know(permit: UUID, source: str, now: State, owners: list[UUID], status_at: datetime) -> None:
    told = now.told
    values = {
        "source": source,
        "owners": owners,
        "changed_at": told.changed_at,
        "product": told.product,
        "status": told.status,
        "status_at": status_at,
        "valid_from": told.valid_from,
        "valid_until": told.valid_until,
        "digests": sorted({got.digest for got in now.got.values()}),
        "sealed": rows.sealed(permit, now),
    }
    Known.objects.update_or_create(id=permit, defaults=values)


@transaction.atomic
def bring(source: str, number: str, name: str, stored: Stored, trace: Trace) -> Outcome:
    """Take a document of a permit that was kept; not `applied` when it is there already. Raises UnknownPermitError."""
    permit = numbers.permit_id(source, number)
    known = rows.locked(permit)
    before = rows.state(known) if known else None
    if known is None or before is None or name not in {each.name for each in before.told.documents}:
        raise UnknownPermitError
    document, to = numbers.document_id(permit, name), rows.opened(known)
    got = before.got.get(name)
    held = Document.objects.filter(owner_id__in=[each.id for each in to], id=document).count()
    if got and got.digest == stored.digest and held == len(to):
        return Outcome(before, applied=False)
    for owner in to:
        values = {
            "permit_id": permit,
            "object_name": stored.object_name,
            "key": owner.opened.seal(stored.key, content.key_place(document)),
            "octets": stored.octets,
            "digest": stored.digest,
        }
        Document.objects.update_or_create(owner_id=owner.id, id=document, defaults=values)
    now = State(before.told, before.got | {name: Got(stored.digest, stored.octets)})
    _know(permit, source, now, known.owners, known.status_at)
    told = DocumentTold(permit=str(permit), document=str(document), digest=stored.digest.hex())
    _trail((each.id for each in to), trace, told)
    return Outcome(now, is_new=got is None)


def _trail(owners: Iterable[UUID], trace: Trace, event: Event) -> None:
    for owner in owners:
        record(CitizenId(owner), trace, event)
