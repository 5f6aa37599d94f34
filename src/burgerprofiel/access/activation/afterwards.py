"""What a counter does with a registration of its own: print another letter, correct the address, withdraw, lock.

Each in one transaction, with its event in the citizen's own trail: who did it, for which organisation and why.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

import msgspec
from django.db import transaction

from burgerprofiel.access.activation import KEPT, secrets
from burgerprofiel.access.activation.counter import Counter, Issued, in_vain, issued, note
from burgerprofiel.access.activation.details import details_of, seal
from burgerprofiel.access.activation.typed import RefusedError, email_wrong, purpose_wrong
from burgerprofiel.access.ending import one_at_a_time
from burgerprofiel.access.events import (
    KeysLocked,
    LetterReplaced,
    LinkRedirected,
    RegistrationRead,
    RegistrationWithdrawn,
)
from burgerprofiel.access.models import Registration
from burgerprofiel.access.restrictions import Restricted, restrict
from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock, jobs
from burgerprofiel.kit.connections import small_write
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.post import where


class OverError(Exception):
    """This registration is not the counter's own, or it no longer waits: it was used, ended or expired meanwhile."""


@transaction.atomic
def replace_letter(counter: Counter, registration_id: UUID, trace: Trace) -> Issued:
    """Return another letter with a code of its own, and five tries anew: the old letter is worth nothing from now on.

    Until when it works does not change. Raises OverError and RefusedError.
    """
    row = _held(counter, registration_id)
    code = secrets.new_code()
    Registration.objects.filter(id=row.id).update(code_hash=secrets.code_hash(row.id, code), tries=0)
    note(counter, row, trace, LetterReplaced(organisation=counter.code, purpose=counter.purpose.strip()))
    return issued(row, details_of(row), code)


@transaction.atomic
def correct_address(counter: Counter, registration_id: UUID, email: str, trace: Trace) -> None:
    """Send another link to the right address; the link that went to the wrong one is worth nothing from now on.

    The same address again sends another link too, for who lost the e-mail. Raises OverError and RefusedError.
    """
    wrong = email_wrong(email) or in_vain()
    if wrong:
        raise RefusedError(*wrong)
    row = _held(counter, registration_id)
    before = details_of(row)
    known = msgspec.structs.replace(before, email=where.address(email), link=secrets.new_link(), refused=False)
    Registration.objects.filter(id=row.id).update(
        sealed=seal(CitizenId(row.citizen_id), row.id, known), link_hash=secrets.link_hash(row.id, known.link)
    )
    jobs.ask("access.send_activation_link", registration=row.id.hex)
    note(counter, row, trace, LinkRedirected(organisation=counter.code, purpose=counter.purpose.strip()))


@transaction.atomic
def withdraw(counter: Counter, registration_id: UUID, trace: Trace) -> None:
    """End a registration that still waits: letter and link are worth nothing. Raises OverError and RefusedError."""
    row = _held(counter, registration_id)
    Registration.objects.filter(id=row.id).update(ended_at=clock.now())
    note(counter, row, trace, RegistrationWithdrawn(organisation=counter.code, purpose=counter.purpose.strip()))


@transaction.atomic
def lock_keys(counter: Counter, registration_id: UUID, trace: Trace) -> None:
    """Lock all digital keys of somebody whose registration was used by somebody else: they say so at the counter.

    Whoever is inside is out at once. With a new registration they get new keys, and the old ones go. Raises OverError
    when the registration is not this counter's, or was not used; RefusedError without a purpose.
    """
    wrong = purpose_wrong(counter.purpose)
    if wrong:
        raise RefusedError(*wrong)
    used = Registration.objects.filter(id=registration_id, organisation_id=counter.organisation_id)
    row = used.exclude(used_at=None).first()
    if row is None:
        raise OverError
    restrict(CitizenId(row.citizen_id), Restricted.LOCKED, counter.acts(trace))
    note(counter, row, trace, KeysLocked(organisation=counter.code, purpose=counter.purpose.strip()))


def note_read(counter: Counter, registrations: Iterable[UUID], trace: Trace) -> None:
    """Write in the citizen's trail that the counter looked at what it registered about them; a list is no look."""
    mine = Registration.objects.filter(organisation_id=counter.organisation_id, id__in=list(registrations))
    citizens = sorted(set(mine.values_list("citizen_id", flat=True)))
    if citizens:
        with small_write():
            for citizen_id in citizens:
                record(CitizenId(citizen_id), counter.acts(trace), RegistrationRead(organisation=counter.code))


@transaction.atomic
def note_refused(registration_id: UUID, link_hash: bytes) -> None:
    """Let the counter see that the mail server refused the address to which this link went."""
    row = Registration.objects.select_for_update().filter(id=registration_id, link_hash=link_hash).first()
    if row:
        known = msgspec.structs.replace(details_of(row), refused=True)
        sealed = seal(CitizenId(row.citizen_id), row.id, known)
        Registration.objects.filter(id=row.id).update(sealed=sealed)


def forget_old() -> None:
    """Remove what was registered more than a year ago; the trail keeps that it happened."""
    Registration.objects.filter(created_at__lte=clock.now() - KEPT).delete()


def _held(counter: Counter, registration_id: UUID) -> Registration:
    """Return a registration of this counter that still waits; until the transaction ends nobody else changes it."""
    wrong = purpose_wrong(counter.purpose)
    if wrong:
        raise RefusedError(*wrong)
    mine = Registration.objects.filter(id=registration_id, organisation_id=counter.organisation_id)
    citizen_id = mine.values_list("citizen_id", flat=True).first()
    if citizen_id is None:
        raise OverError
    one_at_a_time(CitizenId(citizen_id))
    waiting = mine.filter(used_at=None, ended_at=None, expires_at__gt=clock.now())
    row = waiting.select_for_update().first()
    if row is None:
        raise OverError
    return row
