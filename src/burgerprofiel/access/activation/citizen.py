"""What the citizen does with letter and link: show both, choose a user name and a password, then add keys for a while.

An activation takes the place of the user name, the password and every key that needs them; a passkey and the eID stay
as they are. Who had locked their keys trusts none of them: then passkeys go too, and the lock opens.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from django.db import transaction

from burgerprofiel.access import ending, rules, tokens, visits
from burgerprofiel.access.activation import TIME_FOR_KEYS, TRIES, secrets
from burgerprofiel.access.activation.details import State, details_of, state_of
from burgerprofiel.access.activation.progress import Progress
from burgerprofiel.access.events import RegistrationBlocked, RegistrationUsed
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.keys import password, store
from burgerprofiel.access.models import Account, Registration
from burgerprofiel.access.queries import SignedIn
from burgerprofiel.access.restrictions import Restricted, lift, restrictions_of
from burgerprofiel.access.warnings import News, warn
from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key
from burgerprofiel.organisations import queries as organisations


class OverError(Exception):
    """Letter or link no longer works. `state` says why; None: this link is none of ours, or a newer one was sent."""

    def __init__(self, state: State | None) -> None:
        """Keep why."""
        super().__init__(state or "unknown")
        self.state = state


class WrongCodeError(Exception):
    """That is not the code of the letter; `left` more tries."""

    def __init__(self, left: int) -> None:
        """Keep how many."""
        super().__init__(f"{left} left")
        self.left = left


@dataclass(frozen=True)
class Before:
    """What the citizen has already, and what becomes of it."""

    given_name: str
    coded: bool
    """A user name and password: they make place, with the keys that need them."""
    locked: bool
    """All digital keys are locked: all of them make place."""


def behind(token: str) -> Registration:
    """Return the registration that this link is for, as long as it waits. Raises OverError."""
    row = Registration.objects.filter(link_hash=tokens.digest(token.encode(errors="replace"))).first()
    return _waiting(row)


def at_link(progress: Progress | None) -> Registration:
    """Return the registration whose link this browser opened, as long as it waits. Raises OverError."""
    row = Registration.objects.filter(id=progress.registration, link_hash=progress.link).first() if progress else None
    return _waiting(row)


def at_code(progress: Progress | None) -> Registration:
    """Return the registration whose link and code this browser showed, as long as it waits. Raises OverError."""
    row = at_link(progress)
    if progress is None or not hmac.compare_digest(progress.code, bytes(row.code_hash)):
        raise OverError(None)
    return row


def _waiting(row: Registration | None) -> Registration:
    state = state_of(row) if row else None
    if row is None or state is not State.WAITING:
        raise OverError(state)
    return row


def try_code(progress: Progress, code: str, trace: Trace) -> Progress:
    """Return how far this browser is once the code is right. Raises WrongCodeError, and OverError from the fifth on."""
    with transaction.atomic():
        row = _waiting(
            Registration.objects.select_for_update().filter(id=progress.registration, link_hash=progress.link).first()
        )
        if hmac.compare_digest(bytes(row.code_hash), secrets.code_hash(row.id, code)):
            return msgspec.structs.replace(progress, code=bytes(row.code_hash), at=clock.now())
        row.tries += 1
        if row.tries >= TRIES:
            row.ended_at = clock.now()
            record(CitizenId(row.citizen_id), trace, RegistrationBlocked())
        row.save(update_fields=["tries", "ended_at"])
    if row.ended_at:
        raise OverError(State.BLOCKED)
    raise WrongCodeError(TRIES - row.tries)


def before(row: Registration) -> Before:
    """Return what somebody should know before they choose a password."""
    citizen_id = CitizenId(row.citizen_id)
    return Before(
        details_of(row).given_name.partition(" ")[0],
        store.has_user_name(citizen_id),
        Restricted.LOCKED in restrictions_of(citizen_id, clock.today()),
    )


def who(progress: Progress | None) -> Identity:
    """Return whom a counter registered. Raises OverError."""
    return details_of(at_code(progress)).who


@transaction.atomic
def activate(progress: Progress, name: str, chosen: str, trace: Trace) -> Progress:
    """Use the registration up: keep user name and password, and let this browser add keys for a while.

    Raises OverError, password.RefusedError and rules.NotUsableError; nothing was changed then.
    """
    citizen_id = CitizenId(at_code(progress).citizen_id)
    ending.one_at_a_time(citizen_id)
    Registration.objects.select_for_update().filter(id=progress.registration).first()
    row = at_code(progress)  # again: a counter or another browser may have come in between
    person = _names(citizen_id, details_of(row).who)
    rules.may_activate(citizen_id, person)
    ending.end_everywhere(citizen_id, trace)
    if not _make_place(citizen_id, trace):
        warn(citizen_id, News.KEY_ADDED, Key.csampassword)  # an earlier counter's mailbox has not heard yet
    Registration.objects.filter(id=row.id).update(used_at=clock.now())  # so that its address is warned from now on
    password.choose(citizen_id, person, name, chosen, trace)
    counter = organisations.organisation(row.organisation_id)
    record(citizen_id, trace, RegistrationUsed(organisation=counter.code if counter else ""))
    return msgspec.structs.replace(progress, chosen=True, at=clock.now())


def _names(citizen_id: CitizenId, typed: Identity) -> Identity:
    """Names that a card told of late are surer than those typed at the counter."""
    if visits.last_with(citizen_id, Key.eid) and Account.objects.filter(citizen_id=citizen_id).exists():
        return store.identity_of(citizen_id)
    return typed


def _make_place(citizen_id: CitizenId, trace: Trace) -> bool:
    """Take away what makes place; False when there was nothing."""
    locked = lift(citizen_id, Restricted.LOCKED, trace)
    removed = password.remove(citizen_id, trace)
    for row in store.mine(citizen_id) if locked else store.mine(citizen_id, *password.CODED):
        removed |= store.remove(citizen_id, row.id, trace)
    return removed


def chose_already(progress: Progress, chosen: str) -> Progress | None:
    """The same form twice, by a double click: return how far it brought this browser. None: it was somebody else."""
    row = Registration.objects.filter(
        id=progress.registration, link_hash=progress.link, code_hash=progress.code, ended_at=None
    ).first()
    if row and row.used_at and password.is_theirs(CitizenId(row.citizen_id), chosen):
        return msgspec.structs.replace(progress, chosen=True, at=row.used_at)
    return None


def adding(progress: Progress | None) -> SignedIn | None:
    """Return who may add keys in this browser without showing one: whoever chose a password here a short while ago."""
    row = _chosen(progress)
    if row is None:
        return None
    citizen_id = CitizenId(row.citizen_id)
    return SignedIn(row.id, citizen_id, (), store.identity_of(citizen_id))


def until(progress: Progress | None) -> datetime | None:
    """Until when keys may be added; None when they may not (any more)."""
    row = _chosen(progress)
    return row.used_at + TIME_FOR_KEYS if row and row.used_at else None


def _chosen(progress: Progress | None) -> Registration | None:
    if progress is None or not progress.chosen:
        return None
    lately = clock.now() - TIME_FOR_KEYS
    return Registration.objects.filter(id=progress.registration, used_at__gt=lately, ended_at=None).first()


def finish(registration_id: UUID) -> None:
    """From now on a key is needed to add another one."""
    Registration.objects.filter(id=registration_id, ended_at=None).exclude(used_at=None).update(ended_at=clock.now())
