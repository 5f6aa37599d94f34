"""What a citizen decides about their box: proving an address, activating, stopping, starting again (C3).

Each is one transaction with its audit event, and asking for it twice does nothing twice.
"""

from __future__ import annotations

from django.db import transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox import sealed
from burgerprofiel.mailbox.activation import news, proof, tasks
from burgerprofiel.mailbox.activation.queries import EMAIL, GIVEN_NAME, email_of
from burgerprofiel.mailbox.events import BoxActivated, BoxAwake, BoxStarted, BoxStopped, EmailProved
from burgerprofiel.mailbox.models import Box
from burgerprofiel.mailbox.models.boxes import Kind, State


class NoEmailError(Exception):
    """There is no verified address yet: without one nobody hears of mail."""


def _locked(citizen_id: CitizenId) -> Box:
    """Return the box while nobody else changes it; made now when nobody ever wrote."""
    fresh = {"kind": Kind.CITIZEN, "state": State.UNOPENED, "since": clock.now()}
    Box.objects.get_or_create(box_id=citizen_id, defaults=fresh)
    return Box.objects.select_for_update().get(box_id=citizen_id)


@transaction.atomic
def prove_email(citizen_id: CitizenId, code: str, given_name: str, language: str, trace: Trace) -> bool:
    """Keep the address that the code proves, and how to greet; False when the code is not right."""
    email = proof.use(citizen_id, code)
    if not email:
        return False
    box = _locked(citizen_id)
    if box.state == State.ACTIVE and email_of(box).casefold() != email.casefold():
        news.tell(box, news.What.MOVED)
    box.email = sealed.seal(Kind.CITIZEN, citizen_id, email.encode(), EMAIL)
    box.given_name = sealed.seal(Kind.CITIZEN, citizen_id, given_name.encode(), GIVEN_NAME)
    box.email_verified_at, box.language = clock.now(), language
    box.save(update_fields=["email", "given_name", "email_verified_at", "language"])
    record(citizen_id, trace, EmailProved())
    return True


@transaction.atomic
def activate(citizen_id: CitizenId, given_name: str, language: str, trace: Trace) -> bool:
    """Open the box for mail, the first time or again; False when it was open. Raises NoEmailError.

    Whether this citizen may was asked before (`life.table`). The first time a test message follows.
    """
    box = _locked(citizen_id)
    if box.state not in (State.UNOPENED, State.STOPPED):
        return False
    if not box.email:
        raise NoEmailError
    first, now = box.activated_at is None, clock.now()
    box.state, box.since, box.activated_at = State.ACTIVE, now, box.activated_at or now
    box.consulted_at, box.dormant_since, box.language = now, None, language
    box.given_name = sealed.seal(Kind.CITIZEN, citizen_id, given_name.encode(), GIVEN_NAME)
    box.save(
        update_fields=["state", "since", "activated_at", "consulted_at", "dormant_since", "language", "given_name"]
    )
    if first:
        tasks.welcome.defer(box=str(citizen_id), language=language)
    record(citizen_id, trace, BoxActivated() if first else BoxStarted())
    return True


@transaction.atomic
def stop(citizen_id: CitizenId, trace: Trace) -> bool:
    """Refuse new mail from now on; False when it was not open. What is there stays, and stays to be read."""
    box = Box.objects.select_for_update().filter(box_id=citizen_id, state=State.ACTIVE).first()
    if box is None:
        return False
    Box.objects.filter(box_id=citizen_id).update(state=State.STOPPED, since=clock.now(), dormant_since=None)
    news.tell(box, news.What.STOPPED)
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
    if asleep:
        record(citizen_id, trace, BoxAwake())
