"""For whom a message is: found by number or by our id, with what seals for them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from burgerprofiel.kit import clock
from burgerprofiel.kit.cbe import CbeNumber
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox import sealed
from burgerprofiel.mailbox.models import Box
from burgerprofiel.mailbox.models.boxes import Kind, State
from burgerprofiel.mailbox.publishing.message import BoxOf
from burgerprofiel.mailbox.publishing.refusals import Flaw, RefusedError
from burgerprofiel.mailbox.sealed import Seal
from burgerprofiel.organisations import queries as organisations
from burgerprofiel.people import actions as people
from burgerprofiel.people import vault


@dataclass(frozen=True)
class Recipient:
    """A box, whether or not it is there yet."""

    kind: Kind
    box_id: UUID
    seal: Seal
    ssin: Ssin | None = None
    """For the fence of age."""


def kind_of(to: Ssin | CbeNumber | BoxOf) -> Kind:
    """Return what kind of box it is."""
    if isinstance(to, BoxOf):
        return to.kind
    return Kind.CITIZEN if isinstance(to, Ssin) else Kind.ENTERPRISE


def find(to: Ssin | CbeNumber | BoxOf) -> Recipient:
    """Return the recipient; a citizen we never met is met now. Raises RefusedError. One SQL statement for a citizen."""
    if isinstance(to, Ssin):
        known = vault.opened_for(to) or vault.opened(people.meet(to))
        return Recipient(Kind.CITIZEN, known.citizen_id, known.seal, to)
    if isinstance(to, BoxOf):
        return Recipient(to.kind, to.box_id, sealed.sealer(to.kind, to.box_id))
    found = organisations.with_enterprise_number(to.digits)
    if found is None:
        raise RefusedError(Flaw("recipient.enterpriseNumber", "This enterprise is not known here.", "invalidInput"))
    return Recipient(Kind.ENTERPRISE, found.id, sealed.sealer(Kind.ENTERPRISE, found.id))


_LOCK = "SELECT kind, state, dormant_since FROM mailbox_box WHERE box_id = %s FOR UPDATE"


def locked(recipient: Recipient) -> Box | None:
    """Return what says whether the box takes mail, while nobody else changes it; None: there is none yet."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [recipient.box_id])
        row = cursor.fetchone()
    return Box(box_id=recipient.box_id, kind=row[0], state=row[1], dormant_since=row[2]) if row else None


def make(recipient: Recipient) -> None:
    """Make the box at its first message: a citizen's waits to be opened, an organisation's is active (C13)."""
    now = clock.now()
    state = State.UNOPENED if recipient.kind is Kind.CITIZEN else State.ACTIVE
    active_at = now if state is State.ACTIVE else None
    row = Box(box_id=recipient.box_id, kind=recipient.kind, state=state, since=now, activated_at=active_at)
    Box.objects.bulk_create([row], ignore_conflicts=True)
