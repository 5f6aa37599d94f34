"""What a box's state means: for who sends, and for its owner's screen."""

from __future__ import annotations

from burgerprofiel.kit import clock
from burgerprofiel.kit.age import OLDEST, Ages, ages, birth_in
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox.life.facts import Act, Code, Facts
from burgerprofiel.mailbox.life.table import what_holds
from burgerprofiel.mailbox.models import Box
from burgerprofiel.mailbox.models.boxes import Kind, State

__all__ = ["Code", "reachability"]


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
