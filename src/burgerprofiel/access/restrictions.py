"""What a judge, a register or the citizen has said about somebody's keys (A3, A6).

An administration order restricts only what the judge wrote down: without such a statement the eID keeps working.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from django.db import transaction

from burgerprofiel.access.ending import end_everywhere, end_waiting, one_at_a_time
from burgerprofiel.access.events import RestrictionLifted, RestrictionSet
from burgerprofiel.access.models import Restriction, WarningLetter
from burgerprofiel.access.signals import restriction_began, restriction_lifted
from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.people.mandates import actions as mandates
from burgerprofiel.people.profile import actions as profile


class Restricted(StrEnum):
    """What somebody may not do, or why."""

    NO_EID_SIGN_IN = "no_eid_sign_in"
    """The judge excluded signing in with the eID."""
    NO_SIGNING = "no_signing"
    """The judge excluded signing digitally."""
    DECEASED = "deceased"
    LOCKED = "locked"
    """By the citizen, for instance after a sign-in that was not theirs."""


_CLOSES = frozenset({Restricted.NO_EID_SIGN_IN, Restricted.DECEASED, Restricted.LOCKED})


def restrictions_of(citizen_id: CitizenId, day: date) -> frozenset[Restricted]:
    """Return what holds for the citizen on this day. One SQL statement."""
    kinds = Restriction.objects.filter(citizen_id=citizen_id, since__lte=day).values_list("kind", flat=True)
    return frozenset(Restricted(kind) for kind in kinds)


def restricted_among(citizens: Collection[CitizenId], kinds: Collection[Restricted], day: date) -> frozenset[CitizenId]:
    """Return those among the citizens for whom one of these holds on this day. One SQL statement."""
    rows = Restriction.objects.filter(citizen_id__in=citizens, kind__in=kinds, since__lte=day)
    return frozenset(CitizenId(found) for found in rows.values_list("citizen_id", flat=True))


def died(citizen_id: CitizenId) -> bool:
    """Return whether we heard that the citizen died: then nothing is written to them any more. One SQL statement."""
    return Restricted.DECEASED in restrictions_of(citizen_id, clock.today())


@transaction.atomic
def restrict(citizen_id: CitizenId, kind: Restricted, trace: Trace, since: date | None = None) -> bool:
    """Restrict the citizen's keys from a day on (today); False when they were already, from the same day.

    What they opened before is ended, unless the restriction is about signing documents.
    """
    one_at_a_time(citizen_id)  # before any row: whoever signs in meanwhile holds this and waits for the trail
    if kind is Restricted.LOCKED:
        end_waiting(citizen_id)
    begins = since or clock.today()
    row = Restriction.objects.select_for_update().filter(citizen_id=citizen_id, kind=kind).first()
    if row is not None and row.since == begins:
        return False
    now = begins <= clock.today()
    Restriction.objects.update_or_create(citizen_id=citizen_id, kind=kind, defaults={"since": begins, "begun": now})
    if now:
        _close(citizen_id, kind, trace)
    record(citizen_id, trace, RestrictionSet(kind=kind.value))
    return True


def _close(citizen_id: CitizenId, kind: Restricted, trace: Trace) -> None:
    """End what the restriction leaves no room for; who died gave and holds no mandate any more (A11)."""
    if kind is Restricted.DECEASED:
        profile.hold(citizen_id)  # it rests too: who hears of this writes there
    if kind in _CLOSES:
        end_everywhere(citizen_id, trace)
    if kind is Restricted.DECEASED:
        mandates.end_all(citizen_id, trace)
    restriction_began.send(sender=Restriction, citizen_id=citizen_id, kind=kind.value, trace=trace)


def begin_due() -> None:
    """End what is open of everybody whose restriction begins today, or began while nobody looked. Safe to run twice."""
    due = Restriction.objects.filter(begun=False, since__lte=clock.today())
    for citizen_id, kind in due.values_list("citizen_id", "kind"):
        _begin(CitizenId(citizen_id), Restricted(kind))


@transaction.atomic
def _begin(citizen_id: CitizenId, kind: Restricted) -> None:
    one_at_a_time(citizen_id)
    rows = Restriction.objects.filter(citizen_id=citizen_id, kind=kind, begun=False, since__lte=clock.today())
    if rows.update(begun=True):
        _close(citizen_id, kind, Trace(actor="system"))


@transaction.atomic
def lift(citizen_id: CitizenId, kind: Restricted, trace: Trace) -> bool:
    """End a restriction; False when there was none. Links in letters of before lock no more: they did their work."""
    one_at_a_time(citizen_id)
    gone, _tables = Restriction.objects.filter(citizen_id=citizen_id, kind=kind).delete()
    if gone and kind is Restricted.LOCKED:
        WarningLetter.objects.filter(citizen_id=citizen_id, ended_at=None).update(ended_at=clock.now())
    if gone:
        restriction_lifted.send(sender=Restriction, citizen_id=citizen_id, kind=kind.value, trace=trace)
        record(citizen_id, trace, RestrictionLifted(kind=kind.value))
    return bool(gone)
