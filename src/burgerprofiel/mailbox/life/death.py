"""At death a box closes by itself: nobody opens it, nothing can be sent to it, nobody is written to (C11).

What they gave us to be reached rests from then on too (`people.profile.ending`).

It hears so from the room of access (`./manage access_restrict deceased`), or from the register when somebody still
signs in with the card of who died; and it can be told itself, with `./manage mailbox_close`, when somebody reports a
box that is still open.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from burgerprofiel.access.restrictions import Restricted
from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock, jobs
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox.events import BoxClosed, BoxReopened
from burgerprofiel.mailbox.models import Box
from burgerprofiel.mailbox.models.boxes import Kind, State
from burgerprofiel.notices import silence
from burgerprofiel.people.profile import ending

DEATH = "death"


@transaction.atomic
def close(citizen_id: CitizenId, trace: Trace, why: str = DEATH) -> bool:
    """Close the box, also one to which nobody ever wrote, and let their profile rest; False when it was closed."""
    now = clock.now()
    fresh = {"kind": Kind.CITIZEN, "state": State.UNOPENED, "since": now}
    Box.objects.get_or_create(box_id=citizen_id, defaults=fresh)
    rows = Box.objects.filter(box_id=citizen_id).exclude(state=State.CLOSED)
    done = rows.update(was=F("state"), state=State.CLOSED, since=now, why=why, dormant_since=None)
    if done:
        silence.of(citizen_id)
    ending.died(citizen_id, trace)
    if done:
        record(citizen_id, trace, BoxClosed(why=why))
    return bool(done)


@transaction.atomic
def reopen(citizen_id: CitizenId, trace: Trace, why: str = DEATH) -> bool:
    """Put back as it was what was closed by mistake; False when it was not closed for this reason."""
    rows = Box.objects.filter(box_id=citizen_id, state=State.CLOSED, why=why)
    done = rows.update(state=F("was"), was="", why="", since=clock.now())
    if done:
        ending.mistaken(citizen_id, trace)
        record(citizen_id, trace, BoxReopened())
    return bool(done)


def read(*, citizen_id: CitizenId, **_signal: object) -> None:
    """Receive `access.signals.register_says_died`: a page that only looks leaves the closing to the worker."""
    jobs.ask("mailbox.close_after_death", box=str(citizen_id))


def began(*, citizen_id: CitizenId, kind: str, trace: Trace, **_signal: object) -> None:
    """Receive `access.signals.restriction_began`."""
    if kind == Restricted.DECEASED:
        close(citizen_id, trace)


def lifted(*, citizen_id: CitizenId, kind: str, trace: Trace, **_signal: object) -> None:
    """Receive `access.signals.restriction_lifted`."""
    if kind == Restricted.DECEASED:
        reopen(citizen_id, trace)
