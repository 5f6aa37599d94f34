"""What a judge or a register says about mandates: who may give one now, and whose hold no more (A6, decision 0016).

Giving a mandate is as much as signing: who may not sign digitally gives none that way. Ending one is always possible.
"""

from __future__ import annotations

from collections.abc import Collection

from burgerprofiel.access.restrictions import Restricted, restricted_among, restrictions_of
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.people.mandates.rules import NotPossibleError, check_adult

RESTS = frozenset({Restricted.DECEASED, Restricted.LOCKED})
"""Nobody acts for who died; nor for who locked their keys, for then nobody gets in."""
_FORBIDS = RESTS | {Restricted.NO_SIGNING}


def check_may_give(citizen_id: CitizenId) -> None:
    """Raise NotPossibleError when the citizen may give or confirm no mandate today. Two SQL statements."""
    check_adult(citizen_id)
    if restrictions_of(citizen_id, clock.today()) & _FORBIDS:
        raise NotPossibleError("order")


def rests(giver: CitizenId) -> bool:
    """Whether nobody may act for this citizen today, whatever they gave. One SQL statement."""
    return giver in resting([giver])


def resting(givers: Collection[CitizenId]) -> frozenset[CitizenId]:
    """Return those among them for whom nobody may act today. One SQL statement."""
    return restricted_among(givers, RESTS, clock.today())
