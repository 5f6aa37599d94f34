"""What a box's state means: for who sends, and for its owner's screen."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from burgerprofiel.kit import clock
from burgerprofiel.kit.age import OLDEST, Ages, ages, birth_in
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox.life.facts import Act, Code, Facts
from burgerprofiel.mailbox.life.table import what_holds
from burgerprofiel.mailbox.models import Box
from burgerprofiel.mailbox.models.boxes import Kind, State
from burgerprofiel.people.profile import queries as profile
from burgerprofiel.people.profile.contact import Kind as Contact

__all__ = ["EMAIL", "Code", "email_of", "proved_lately", "reachability"]

EMAIL = "mailbox.box.email"
"""Where the address is sealed to which a job tells what was decided."""
_LATELY = timedelta(minutes=10)


def reachability(box: Box | None, ssin: Ssin | None = None) -> Code:
    """Return how a recipient is reached: what a sender hears beside 201, or NOT_REACHABLE before anything is stored.

    `box` None: nobody ever wrote to them. `ssin` is a citizen's number, for the fence of age; None: the fence was asked
    before. No SQL statement.
    """
    if box is not None and box.kind == Kind.ENTERPRISE:
        return Code.REACHED
    facts = Facts(
        Act.RECEIVE,
        State(box.state) if box else State.UNOPENED,
        dormant=bool(box and box.dormant_since),
        ages=ages(birth_in(ssin), clock.today()) if ssin else Ages(0, OLDEST),
    )
    rule = what_holds(facts)
    return rule.code if rule else Code.REACHED


def email_of(citizen_id: UUID) -> str:
    """Return where a citizen is told of mail: the address that comes first in their profile; empty when there is none.

    One SQL statement, two when there is one.
    """
    found = profile.first(profile.contacts_of(CitizenId(citizen_id)), Contact.EMAIL)
    return found.value if found else ""


def proved_lately(citizen_id: CitizenId) -> bool:
    """Whether an address was proved a moment ago: who sends the same code twice is led on."""
    found = profile.first(profile.contacts_of(citizen_id), Contact.EMAIL)
    return bool(found and clock.now() - found.verified_at < _LATELY)
