"""What becomes of a profile: chosen and removed by its citizen, and what other rooms note about it.

Each act is one transaction with its audit event; no event holds what was given.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.people.events import ContactDied, ContactRevived
from burgerprofiel.people.models import Contact, Profile
from burgerprofiel.people.profile import greeting, rows, signals
from burgerprofiel.people.profile.contact import Kind

_A_DAY = timedelta(days=1)
_LONGEST_WHY = 200
SYSTEM = Trace(actor="system")


@transaction.atomic
def note_dead(citizen_id: CitizenId, contact_id: UUID, why: str, trace: Trace) -> bool:
    """Note that nothing arrives at a contact any more; False when it was known or is gone. `why`: a code or a status
    of the mail server or gateway, never the address.

    Told on: `signals.contact_died`.
    """
    rows.held(citizen_id)
    row = Contact.objects.filter(citizen_id=citizen_id, id=contact_id, dead_since=None).first()
    if row is None:
        return False
    why = why[:_LONGEST_WHY]
    Contact.objects.filter(citizen_id=citizen_id, id=contact_id).update(dead_since=clock.now(), dead_why=why)
    kind = Kind(row.kind)
    record(citizen_id, trace, ContactDied(contact=str(contact_id), kind=kind.value, why=why))
    signals.contact_died.send(sender=None, citizen_id=citizen_id, contact_id=contact_id, kind=kind, trace=trace)
    return True


def note_reached(citizen_id: CitizenId, contact_id: UUID, at: datetime) -> None:
    """Note that something arrived at a contact, at most once a day; one that was dead before works again.

    One SQL statement, or a transaction when it comes back to life.
    """
    own = Contact.objects.filter(citizen_id=citizen_id, id=contact_id)
    later = Q(reached_at=None) | Q(reached_at__lt=at - _A_DAY)
    if own.filter(later, dead_since=None).update(reached_at=at):
        return
    if own.filter(dead_since__lt=at).exists():
        _revive(citizen_id, contact_id, at)


@transaction.atomic
def _revive(citizen_id: CitizenId, contact_id: UUID, at: datetime) -> None:
    rows.held(citizen_id)
    dead = Contact.objects.filter(citizen_id=citizen_id, id=contact_id, dead_since__lt=at)
    dead = dead.exclude(dead_why=rows.DECEASED)
    if dead.update(dead_since=None, dead_why="", reached_at=at):
        record(citizen_id, SYSTEM, ContactRevived(contact=str(contact_id)))


def hold(citizen_id: CitizenId) -> None:
    """Hold the row under which a profile is changed, if there is one: before the trail, as whoever changes it does.

    For acts that write the trail and then let the profile know. Within a transaction.
    """
    rows.held(citizen_id)


@transaction.atomic
def begin(citizen_id: CitizenId) -> None:
    """Hold the row under which a profile is changed, made now when there was none: a room above keeps something too.

    Whoever does so says afterwards whether it still does (`settle`), in the same transaction.
    """
    rows.made(citizen_id)


@transaction.atomic
def settle(citizen_id: CitizenId, *, keeps: bool) -> None:
    """Note whether a room above keeps something that this citizen chose: it too is forgotten in the end (E3)."""
    Profile.objects.filter(citizen_id=citizen_id).exclude(elsewhere=keeps).update(elsewhere=keeps)
    rows.tidy(citizen_id)


def note_seen(citizen_id: CitizenId, day: date, given_names: str = "", trace: Trace = SYSTEM) -> None:
    """Note the day on which a citizen signed in, if there is anything to keep it for, and what their key calls them.

    It is written at most once a day; else it is one SQL statement. Within a transaction.
    """
    seen = Profile.objects.filter(citizen_id=citizen_id, seen_on__lt=day)
    if seen.update(seen_on=day, told_on=None) and given_names:
        greeting.keep(citizen_id, given_names, trace)
