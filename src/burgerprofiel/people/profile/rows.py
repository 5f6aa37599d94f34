"""The one row per citizen under which a profile is changed: who changes anything of it holds this row first.

It is made with the first thing that a citizen gives, and goes with the last: then nothing is kept of them at all.
"""

from __future__ import annotations

from django.db import connection

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.people.models import Contact, Profile, SavedAddress

DECEASED = "deceased"
"""Why nothing goes to a contact that may well work (`Contact.dead_why`)."""
_MAKE = """
    INSERT INTO people_profile (citizen_id, object_name, seen_on) VALUES (%s, '', %s)
    ON CONFLICT (citizen_id) DO NOTHING
"""


def made(citizen_id: CitizenId) -> Profile:
    """Return the citizen's row, held until the transaction ends, made now when there was none.

    Whoever held it may have removed it as we waited for it: then it is made anew.
    """
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_MAKE, [citizen_id, clock.today()])
        row = held(citizen_id)
        if row is not None:
            return row


def held(citizen_id: CitizenId) -> Profile | None:
    """Return the citizen's row, held until the transaction ends; None: they gave nothing."""
    return Profile.objects.select_for_update().filter(citizen_id=citizen_id).first()


def health(row: Profile) -> dict[str, object]:
    """Return how a contact stands that is proved now."""
    return {"dead_since": clock.now(), "dead_why": DECEASED} if row.died_on else {"dead_since": None, "dead_why": ""}


def tidy(citizen_id: CitizenId) -> None:
    """Remove the row when nothing is left of the profile. Within the transaction that removed something."""
    own = {"citizen_id": citizen_id}
    if Contact.objects.filter(**own).exists() or SavedAddress.objects.filter(**own).exists():
        return
    nothing = {"call_name": None, "nameless_since": None, "language": None, "object_name": "", "elsewhere": False}
    Profile.objects.filter(**own, **nothing).delete()
