"""All of a profile removed at once: its citizen says so, nobody signed in for two years, or they died (E3, C11).

One transaction: rows, the photo's key, the addresses for which codes wait; the photo itself follows the commit. Other
rooms hear of each contact, and of the whole.
"""

from __future__ import annotations

from django.db import transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.people.events import ContactRemoved, ProfileForgotten
from burgerprofiel.people.models import Contact, Profile, SavedAddress
from burgerprofiel.people.profile import queries, rows, signals
from burgerprofiel.people.profile.contact import Kind
from burgerprofiel.people.profile.contacts import proof
from burgerprofiel.people.profile.photo import actions as photo

ASKED, UNUSED, DEATH = "asked", "unused", "death"


@transaction.atomic
def forget(citizen_id: CitizenId, why: str, trace: Trace) -> bool:
    """Remove everything; False when there was nothing. `why`: ASKED, UNUSED or DEATH."""
    row = rows.held(citizen_id)
    for kind in Kind:
        proof.drop(citizen_id, kind)
    if row is not None:
        _remove(row, why, trace)
    signals.profile_forgotten.send(sender=None, citizen_id=citizen_id, trace=trace)
    return row is not None


def _remove(row: Profile, why: str, trace: Trace) -> None:
    citizen_id, own = CitizenId(row.citizen_id), {"citizen_id": row.citizen_id}
    first = queries.first(queries.contacts_of(citizen_id), Kind.EMAIL) if why == ASKED else None
    contacts = list(Contact.objects.filter(**own).order_by("id").values_list("id", "kind"))
    photo.drop(row)
    Contact.objects.filter(**own).delete()
    SavedAddress.objects.filter(**own).delete()
    Profile.objects.filter(**own).delete()
    gone = [ContactRemoved(contact=str(contact_id), kind=kind) for contact_id, kind in contacts]
    record(citizen_id, trace, *gone, ProfileForgotten(why=why))
    if first:
        signals.first_changed.send(sender=None, citizen_id=citizen_id, kind=first.kind, before=first.value, trace=trace)
