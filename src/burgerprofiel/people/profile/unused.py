"""Who does not sign in for two years is forgotten: told after 23 months, removed after 24 (E3).

Nobody's profile is removed who was not told at least a month before, however late that was, and who signs in meanwhile
keeps it. Citizens who gave and chose nothing have no row here, and are neither told nor watched. Who died is told
nothing; their profile goes three months after we heard it (`ending`, C11).
"""

from __future__ import annotations

import calendar
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import structlog
from django.db import transaction
from django.db.models import QuerySet

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.people.events import ProfileUnused
from burgerprofiel.people.models import Profile
from burgerprofiel.people.profile import forgetting, rows, signals

log = structlog.get_logger(__name__)
TOLD_AFTER, REMOVED_AFTER, BETWEEN, AFTER_DEATH = 23, 24, 1, 3
"""Months."""
_AT_ONCE = 200
_SYSTEM = Trace(actor="system")


@dataclass
class Round:
    """What a round did, or would do."""

    told: int = 0
    removed: int = 0
    died: int = 0
    """Profiles of who died, removed."""
    failed: int = 0
    """Left for the next round; the log says why."""


def months_before(day: date, months: int) -> date:
    """Return the same day of an earlier month, or that month's last."""
    count = day.year * 12 + day.month - 1 - months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def due_to_tell(today: date) -> QuerySet[Profile]:
    """Return whose citizens are to be told."""
    return Profile.objects.filter(seen_on__lte=months_before(today, TOLD_AFTER), told_on=None, died_on=None)


def due_to_remove(today: date) -> QuerySet[Profile]:
    """Return those to be removed."""
    old = Profile.objects.filter(seen_on__lte=months_before(today, REMOVED_AFTER), died_on=None)
    return old.filter(told_on__lte=months_before(today, BETWEEN))


def due_after_death(today: date) -> QuerySet[Profile]:
    """Return those of who died so long ago that nobody will say any more that it was a mistake."""
    return Profile.objects.filter(died_on__lte=months_before(today, AFTER_DEATH))


def count() -> Round:
    """Return what a round would do now; it changes nothing."""
    today = clock.today()
    due = (due_to_tell(today), due_to_remove(today), due_after_death(today))
    return Round(*(each.count() for each in due))


def go_round(seconds: float = 1e9) -> Round:
    """Remove and tell whoever is due, until that is done or the time is up. Safe to stop, and to run twice."""
    today, done, until = clock.today(), Round(), time.monotonic() + seconds
    done.died, failed = _each(due_after_death(today), _bury, until)
    done.failed += failed
    done.removed, failed = _each(due_to_remove(today), _remove, until)
    done.failed += failed
    done.told, failed = _each(due_to_tell(today), _tell, until)
    done.failed += failed
    return done


def _each(due: QuerySet[Profile], act: Callable[[CitizenId], bool], until: float) -> tuple[int, int]:
    """Do one citizen after another, each in a transaction; one that fails keeps nobody else waiting."""
    done, failed = 0, set[CitizenId]()
    while time.monotonic() < until:
        found = due.exclude(citizen_id__in=failed).order_by("seen_on", "citizen_id")
        some = [CitizenId(each) for each in found.values_list("citizen_id", flat=True)[:_AT_ONCE]]
        if not some:
            break
        for citizen_id in some:
            try:
                done += act(citizen_id)
            except Exception as error:
                log.exception("unused profile left for later", citizen=str(citizen_id), reason=type(error).__name__)
                failed.add(citizen_id)
    return done, len(failed)


@transaction.atomic
def _tell(citizen_id: CitizenId) -> bool:
    row = rows.held(citizen_id)
    today = clock.today()
    if row is None or not due_to_tell(today).filter(citizen_id=citizen_id).exists():
        return False
    Profile.objects.filter(citizen_id=citizen_id).update(told_on=today)
    record(citizen_id, _SYSTEM, ProfileUnused(seen=row.seen_on.isoformat()))
    signals.unused_soon.send(sender=None, citizen_id=citizen_id)
    return True


@transaction.atomic
def _remove(citizen_id: CitizenId) -> bool:
    row = rows.held(citizen_id)
    if row is None or not due_to_remove(clock.today()).filter(citizen_id=citizen_id).exists():
        return False
    return forgetting.forget(citizen_id, forgetting.UNUSED, _SYSTEM)


@transaction.atomic
def _bury(citizen_id: CitizenId) -> bool:
    row = rows.held(citizen_id)
    if row is None or not due_after_death(clock.today()).filter(citizen_id=citizen_id).exists():
        return False
    return forgetting.forget(citizen_id, forgetting.DEATH, _SYSTEM)
