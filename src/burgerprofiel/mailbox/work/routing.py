"""Which part of an organisation gets a message: rules are asked in their order, the first that fits decides (A.8)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID


class Facts(NamedTuple):
    """What rules look at."""

    message_type: str
    application: str
    organisation: str


class Rule(NamedTuple):
    """One rule; an empty criterion fits everything."""

    id: UUID
    message_type: str
    application: str
    organisation: str
    partition: UUID | None
    """None: GENERAL."""
    days: int | None
    """Within how many days such mail is handled."""

    def fits(self, facts: Facts) -> bool:
        """Whether it is about this message."""
        pairs = zip((self.message_type, self.application, self.organisation), facts, strict=True)
        return all(wanted in ("", told) for wanted, told in pairs)


class Placed(NamedTuple):
    """Where a message goes, and until when it is handled."""

    partition: UUID | None
    due_on: date | None
    rule: UUID | None
    """Which rule decided; None: none fitted, so it is GENERAL."""


def place(rules: Iterable[Rule], facts: Facts, came: date) -> Placed:
    """Return where a message goes that came on this day."""
    for rule in rules:
        if rule.fits(facts):
            return Placed(rule.partition, came + timedelta(days=rule.days) if rule.days else None, rule.id)
    return Placed(None, None, None)


def idle(rules: Sequence[Rule]) -> list[Rule]:
    """Return the rules that never decide, for an earlier one fits whatever they fit."""
    return [rule for number, rule in enumerate(rules) if any(_wider(each, rule) for each in rules[:number])]


def _wider(one: Rule, other: Rule) -> bool:
    return all(mine in ("", theirs) for mine, theirs in zip(one[1:4], other[1:4], strict=True))
