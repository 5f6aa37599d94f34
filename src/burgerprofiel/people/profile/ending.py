"""Somebody died: from that moment nothing goes to them any more, and three months later their profile is removed (C11).

Not at once, for a register makes mistakes and whoever lives gets all of it back (`mistaken`); not longer, for what
somebody gave us to be reached has no purpose left. The browsers that showed their news stop at once: they lie with
somebody else now.
"""

from __future__ import annotations

from django.db import transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.people.events import ProfileAwake, ProfileRests
from burgerprofiel.people.models import Contact, Profile
from burgerprofiel.people.profile import rows, signals
from burgerprofiel.people.profile.contact import Kind
from burgerprofiel.people.profile.contacts import proof
from burgerprofiel.people.profile.rows import DECEASED


@transaction.atomic
def died(citizen_id: CitizenId, trace: Trace) -> bool:
    """Let nothing go out to them any more; False when we hold nothing of theirs, or knew it."""
    row = rows.held(citizen_id)
    for kind in Kind:
        proof.drop(citizen_id, kind)
    if row is None or row.died_on:
        return False
    Profile.objects.filter(citizen_id=citizen_id).update(died_on=clock.today())
    works = Contact.objects.filter(citizen_id=citizen_id, dead_since=None)
    works.update(dead_since=clock.now(), dead_why=DECEASED)
    record(citizen_id, trace, ProfileRests())
    signals.profile_rests.send(sender=None, citizen_id=citizen_id, trace=trace)
    return True


@transaction.atomic
def mistaken(citizen_id: CitizenId, trace: Trace) -> bool:
    """They live: what was there counts again, as if they signed in today. False when nobody had said that they died."""
    row = rows.held(citizen_id)
    if row is None or row.died_on is None:
        return False
    Profile.objects.filter(citizen_id=citizen_id).update(died_on=None, seen_on=clock.today(), told_on=None)
    silenced = Contact.objects.filter(citizen_id=citizen_id, dead_why=DECEASED)
    silenced.update(dead_since=None, dead_why="")
    record(citizen_id, trace, ProfileAwake())
    return True
