"""The conditions of the table, by name. Who may be younger than asked counts as younger: the safe side."""

from __future__ import annotations

from collections.abc import Callable

from burgerprofiel.access.restrictions import Restricted
from burgerprofiel.access.rules.facts import CardKind, Facts

Condition = Callable[[Facts], bool]


def restricted(kind: Restricted) -> Condition:
    """A judge, a register or the citizen said so."""
    return lambda facts: kind in facts.restrictions


def younger_than(years: int) -> Condition:
    """Certainly younger on the day; on the birthday itself no longer."""
    return lambda facts: facts.ages.most < years


def perhaps_younger_than(years: int) -> Condition:
    """The birth date leaves open whether this age is reached."""
    return lambda facts: facts.ages.least < years <= facts.ages.most


def with_card(kind: CardKind, condition: Condition) -> Condition:
    """The same, for holders of such a card."""
    return lambda facts: facts.card is not None and facts.card.kind is kind and condition(facts)


def card_is_over(facts: Facts) -> bool:
    """The day after a card's last day."""
    return facts.card is not None and facts.card.valid_until < facts.day
