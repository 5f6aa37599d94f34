"""What a citizen decides about their box: proving an address, activating, stopping, starting again (C3).

The address is one of their profile, where it serves every notice: one address, one place, one proof.

Each is one transaction with its audit event, and asking for it twice does nothing twice.
"""

from __future__ import annotations

from django.db import transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock, jobs
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox.activation import news
from burgerprofiel.mailbox.activation.queries import email_of
from burgerprofiel.mailbox.events import BoxActivated, BoxAwake, BoxStarted, BoxStopped
from burgerprofiel.mailbox.mails import keys
from burgerprofiel.mailbox.models import Box
from burgerprofiel.mailbox.models.boxes import Kind, State
from burgerprofiel.notices import passing, silence
from burgerprofiel.notices.kinds import Group
from burgerprofiel.people.profile import greeting, mine, own
from burgerprofiel.people.profile.contact import Kind as Contact
from burgerprofiel.people.profile.contacts import actions as contacts
from burgerprofiel.people.profile.queries import contacts_of


class NoEmailError(Exception):
    """There is no verified address yet: without one nobody hears of mail."""


def _locked(citizen_id: CitizenId) -> Box:
    """Return the box while nobody else changes it; made now when nobody ever wrote."""
    fresh = {"kind": Kind.CITIZEN, "state": State.UNOPENED, "since": clock.now()}
    Box.objects.get_or_create(box_id=citizen_id, defaults=fresh)
    return Box.objects.select_for_update().get(box_id=citizen_id)


@transaction.atomic
def prove_email(citizen_id: CitizenId, code: str, trace: Trace) -> bool:
    """Let the address that the code proves come first in the citizen's profile; False when the code is not right."""
    proved = contacts.prove(citizen_id, Contact.EMAIL, code, trace)
    if proved is None:
        return False
    contacts.prefer(citizen_id, proved.id, trace)
    return True


def prefer_email(citizen_id: CitizenId, typed: str, trace: Trace) -> bool:
    """Let an address that is the citizen's come first; False when it did, or is not theirs."""
    mine_of = contacts_of(citizen_id)
    found = [
        each for each in mine_of if each.kind is Contact.EMAIL and each.value.casefold() == typed.strip().casefold()
    ]
    return bool(found) and contacts.prefer(citizen_id, found[0].id, trace)


@transaction.atomic
def activate(citizen_id: CitizenId, given_name: str, language: str, trace: Trace) -> bool:
    """Open the box for mail, the first time or again; False when it was open. Raises NoEmailError.

    Who chose no language in their profile is written to in the one in which they decided this; with `given_name`, as
    their key told it, who chose no name is greeted. Both stand in the profile, to be changed. Whether this citizen may
    was asked before (`life.table`). The first time a test message follows.
    """
    box = _locked(citizen_id)
    if box.state not in (State.UNOPENED, State.STOPPED):
        return False
    if not email_of(citizen_id):
        raise NoEmailError
    if not mine.profile_of(citizen_id).language:
        own.choose_language(citizen_id, language, trace)
    greeting.keep(citizen_id, given_name, trace)
    first, now = box.activated_at is None, clock.now()
    box.state, box.since, box.activated_at = State.ACTIVE, now, box.activated_at or now
    box.consulted_at, box.dormant_since, box.language = now, None, language
    box.save(update_fields=["state", "since", "activated_at", "consulted_at", "dormant_since", "language"])
    if first:
        jobs.ask("mailbox.welcome", box=str(citizen_id), language=language)
    record(citizen_id, trace, BoxActivated() if first else BoxStarted())
    return True


@transaction.atomic
def stop(citizen_id: CitizenId, trace: Trace) -> bool:
    """Refuse new mail from now on; False when it was not open. What is there stays, and stays to be read."""
    box = Box.objects.select_for_update().filter(box_id=citizen_id, state=State.ACTIVE).first()
    if box is None:
        return False
    now = clock.now()
    Box.objects.filter(box_id=citizen_id).update(state=State.STOPPED, since=now, dormant_since=None)
    silence.of(citizen_id, Group.MAIL)
    news.stopped(citizen_id, trace, now)
    record(citizen_id, trace, BoxStopped())
    return True


@transaction.atomic
def looked(citizen_id: CitizenId, trace: Trace) -> None:
    """Note that its owner looked into the box; that ends its being dormant (C16). One SQL statement, or three.

    Whoever shows the owner the list calls this.
    """
    now = clock.now()
    asleep = Box.objects.select_for_update().filter(box_id=citizen_id, dormant_since__isnull=False).first()
    Box.objects.filter(box_id=citizen_id).update(consulted_at=now, dormant_since=None)
    if asleep and asleep.dormant_since:
        passing.settled([(citizen_id, keys.since(keys.DORMANT, asleep.dormant_since))])
        record(citizen_id, trace, BoxAwake())
