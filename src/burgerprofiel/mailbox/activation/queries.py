"""What a box's state means: for who sends, and for its owner's screen."""

from __future__ import annotations

from datetime import timedelta

from burgerprofiel.kit import clock
from burgerprofiel.kit.age import OLDEST, Ages, ages, birth_in
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox import sealed
from burgerprofiel.mailbox.life.facts import Act, Code, Facts
from burgerprofiel.mailbox.life.table import what_holds
from burgerprofiel.mailbox.models import Box
from burgerprofiel.mailbox.models.boxes import Kind, State

__all__ = ["EMAIL", "GIVEN_NAME", "Code", "call_name_of", "email_of", "proved_lately", "reachability"]

EMAIL, GIVEN_NAME = "mailbox.box.email", "mailbox.box.given_name"
"""Where they are sealed."""
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


def email_of(box: Box | None) -> str:
    """Return the verified address for notices; empty when there is none."""
    if box is None or not box.email:
        return ""
    return sealed.unseal(Kind.CITIZEN, box.box_id, bytes(box.email), EMAIL).decode()


def call_name_of(box: Box) -> str:
    """Return how the owner is greeted; empty when that is not known."""
    if not box.given_name:
        return ""
    return sealed.unseal(Kind.CITIZEN, box.box_id, bytes(box.given_name), GIVEN_NAME).decode()


def proved_lately(box: Box | None) -> bool:
    """Whether an address was proved a moment ago: who sends the same code twice is led on."""
    return bool(box and box.email_verified_at and clock.now() - box.email_verified_at < _LATELY)
