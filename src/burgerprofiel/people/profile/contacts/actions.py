"""What a citizen does with contacts: ask for a code, prove, prefer, remove (E2, E3).

Each act is one transaction with its audit event, which holds no address and no number.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock, jobs
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.people import vault
from burgerprofiel.people.events import ContactAsked, ContactPreferred, ContactProved, ContactRemoved
from burgerprofiel.people.models import Contact as Row
from burgerprofiel.people.models import Profile
from burgerprofiel.people.profile import greeting, places, queries, rows, signals
from burgerprofiel.people.profile.contact import Contact, Kind
from burgerprofiel.people.profile.contacts import proof, values

MOST = 5
"""Contacts of each kind."""


class AlreadyThereError(Exception):
    """This contact is the citizen's already, and it works."""


class TooManyError(Exception):
    """There are as many of this kind as there may be: one has to go first."""


@transaction.atomic
def ask(citizen_id: CitizenId, kind: Kind, typed: str, language: str, trace: Trace, given_name: str = "") -> None:
    """Send a code to what somebody typed; a code of this kind of before is over. A dead contact is proved again so.

    `given_name`: what their key calls them, by which the letter greets who chose nothing else.

    Raises values.NotAContactError, AlreadyThereError, TooManyError, often.TooOftenError.
    """
    value = values.read(kind, typed)
    known = _found(citizen_id, kind, value)
    if known and known.dead_since is None:
        raise AlreadyThereError
    if known is None and Row.objects.filter(citizen_id=citizen_id, kind=kind.value).count() >= MOST:
        raise TooManyError
    expires_at = proof.begin(citizen_id, kind, value, given_name)
    jobs.ask(
        "people.send_code", citizen=str(citizen_id), kind=kind.value, expires=expires_at.isoformat(), language=language
    )
    record(citizen_id, trace, ContactAsked(kind=kind.value))


@transaction.atomic
def prove(citizen_id: CitizenId, kind: Kind, code: str, trace: Trace) -> Contact | None:
    """Keep the contact that the code proves; the first of its kind is the preferred one.

    None: the code is wrong, over, used or was tried too often.
    """
    rows.held(citizen_id)  # before the code, as whoever removes everything does
    proved = proof.use(citizen_id, kind, code)
    if proved is None:
        return None
    profile = rows.made(citizen_id)
    row = _found(citizen_id, kind, proved.value)
    if row:
        contact_id = row.id
        _one(citizen_id, contact_id).update(verified_at=clock.now(), **rows.health(profile))
    else:
        contact_id = _keep(profile, kind, proved.value, clock.now())
    greeting.keep(citizen_id, proved.given_name, trace)
    record(citizen_id, trace, ContactProved(contact=str(contact_id), kind=kind.value))
    return next(each for each in queries.contacts_of(citizen_id) if each.id == contact_id)


def _keep(profile: Profile, kind: Kind, value: str, verified_at: datetime) -> UUID:
    citizen_id, contact_id = CitizenId(profile.citizen_id), uuid7()
    Row.objects.create(
        citizen_id=citizen_id,
        id=contact_id,
        kind=kind.value,
        value=vault.seal(citizen_id, value.encode(), places.contact(contact_id)),
        value_hash=values.digest(citizen_id, kind, value),
        preferred=not Row.objects.filter(citizen_id=citizen_id, kind=kind.value, preferred=True).exists(),
        verified_at=verified_at,
        **rows.health(profile),
    )
    return contact_id


def give_up(citizen_id: CitizenId, kind: Kind) -> None:
    """Forget what a code was sent to: the citizen does not want it after all. One SQL statement."""
    proof.drop(citizen_id, kind)


@transaction.atomic
def prefer(citizen_id: CitizenId, contact_id: UUID, trace: Trace) -> bool:
    """Let this one come first of its kind; False when it is not there, or was the first."""
    rows.held(citizen_id)
    row = _one(citizen_id, contact_id).filter(preferred=False).first()
    if row is None:
        return False
    kind = Kind(row.kind)
    before = [each for each in queries.contacts_of(citizen_id) if each.kind is kind and each.preferred]
    _first(citizen_id, kind, contact_id)
    record(citizen_id, trace, ContactPreferred(contact=str(contact_id), kind=row.kind))
    for each in before:
        signals.first_changed.send(sender=None, citizen_id=citizen_id, kind=kind, before=each.value, trace=trace)
    return True


@transaction.atomic
def take_over(citizen_id: CitizenId, kind: Kind, value: str, verified_at: datetime, trace: Trace) -> bool:
    """Keep a contact that the citizen proved elsewhere; False when it is there, or as many as there may be."""
    profile = rows.made(citizen_id)
    mine = Row.objects.filter(citizen_id=citizen_id, kind=kind.value)
    if _found(citizen_id, kind, value) or mine.count() >= MOST:
        return False
    contact_id = _keep(profile, kind, value, verified_at)
    record(citizen_id, trace, ContactProved(contact=str(contact_id), kind=kind.value))
    return True


@transaction.atomic
def remove(citizen_id: CitizenId, contact_id: UUID, trace: Trace) -> bool:
    """Remove a contact; another of its kind comes first, if there is one. False when it is not there."""
    rows.held(citizen_id)
    row = _one(citizen_id, contact_id).first()
    if row is None:
        return False
    kind = Kind(row.kind)
    value = next((each.value for each in queries.contacts_of(citizen_id) if each.id == contact_id), "")
    _one(citizen_id, contact_id).delete()
    _forget_code_for(citizen_id, kind, bytes(row.value_hash))
    if row.preferred and (next_one := queries.first(queries.contacts_of(citizen_id), kind)):
        _first(citizen_id, kind, next_one.id)
    rows.tidy(citizen_id)
    record(citizen_id, trace, ContactRemoved(contact=str(contact_id), kind=kind.value))
    if row.preferred:
        signals.first_changed.send(sender=None, citizen_id=citizen_id, kind=kind, before=value, trace=trace)
    return True


def _first(citizen_id: CitizenId, kind: Kind, contact_id: UUID) -> None:
    Row.objects.filter(citizen_id=citizen_id, kind=kind.value, preferred=True).update(preferred=False)
    _one(citizen_id, contact_id).update(preferred=True)


def _forget_code_for(citizen_id: CitizenId, kind: Kind, value_hash: bytes) -> None:
    waiting = proof.waiting(citizen_id).get(kind)
    if waiting and values.digest(citizen_id, kind, waiting) == value_hash:
        proof.drop(citizen_id, kind)


def _one(citizen_id: CitizenId, contact_id: UUID) -> QuerySet[Row]:
    return Row.objects.filter(citizen_id=citizen_id, id=contact_id)


def _found(citizen_id: CitizenId, kind: Kind, value: str) -> Row | None:
    digest = values.digest(citizen_id, kind, value)
    return Row.objects.filter(citizen_id=citizen_id, kind=kind.value, value_hash=digest).first()
