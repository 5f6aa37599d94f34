"""By which name a citizen is greeted (E3, C6): chosen, else the first that their digital key told, else none.

What the key told is kept with the profile, for this alone: refreshed when they sign in, gone when they choose a name or
want none, and with the last thing that they gave us. Who gave us nothing is greeted by what their session knows.
"""

from __future__ import annotations

from django.db import transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.people import vault
from burgerprofiel.people.events import GivenNameKept, GreetingAllowed, GreetingRefused
from burgerprofiel.people.models import Profile
from burgerprofiel.people.profile import places, rows
from burgerprofiel.people.profile.own import NotANameError, name_in
from burgerprofiel.people.vault import Vault

_NOTHING = {"given_name": None, "given_name_since": None}


def of(row: Profile | None, opened: Vault, known: str = "") -> str:
    """Return the name of whose profile this is; `known`: a first name that is known otherwise. No SQL statement."""
    if row is None:
        return first_of(known)
    if row.call_name:
        return opened.unseal(row.call_name, places.CALL_NAME).decode()
    if row.nameless_since:
        return ""
    return opened.unseal(row.given_name, places.GIVEN_NAME).decode() if row.given_name else first_of(known)


def first_of(given_names: str) -> str:
    """Return the first of the given names that a key tells; empty: it is none that may stand at the head of a letter.

    A card carries the first two; people are greeted with one.
    """
    try:
        return name_in(given_names.partition(" ")[0])
    except NotANameError:
        return ""


@transaction.atomic
def keep(citizen_id: CitizenId, given_names: str, trace: Trace) -> None:
    """Keep what a key told, of who has a profile, chose no name and wants one. One SQL statement when not."""
    name = first_of(given_names)
    open_to_it = Profile.objects.filter(citizen_id=citizen_id, call_name=None, nameless_since=None)
    row = open_to_it.select_for_update().first() if name else None
    if row is None:
        return
    opened = vault.opened(citizen_id)
    if of(row, opened) == name:
        return
    sealed = opened.seal(name.encode(), places.GIVEN_NAME)
    since = row.given_name_since or clock.now()
    Profile.objects.filter(citizen_id=citizen_id).update(given_name=sealed, given_name_since=since)
    if row.given_name is None:
        record(citizen_id, trace, GivenNameKept())


@transaction.atomic
def refuse(citizen_id: CitizenId, trace: Trace) -> bool:
    """Greet without a name from now on, and forget those that are kept; False when it is so already."""
    row = rows.made(citizen_id)
    if row.nameless_since:
        return False
    gone = {**_NOTHING, "call_name": None, "call_name_since": None}
    Profile.objects.filter(citizen_id=citizen_id).update(nameless_since=clock.now(), **gone)
    record(citizen_id, trace, GreetingRefused())
    return True


@transaction.atomic
def allow(citizen_id: CitizenId, given_names: str, trace: Trace) -> bool:
    """Greet with the first name again; False when nothing stood in the way."""
    row = rows.held(citizen_id)
    if row is None or row.nameless_since is None:
        return False
    Profile.objects.filter(citizen_id=citizen_id).update(nameless_since=None)
    record(citizen_id, trace, GreetingAllowed())
    keep(citizen_id, given_names, trace)
    rows.tidy(citizen_id)
    return True
