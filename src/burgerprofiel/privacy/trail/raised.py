"""How the trail names who told something by a notice (B10): the body, not the program that carried it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import get_language

from burgerprofiel.audit.trail import Step
from burgerprofiel.notices.senders import queries as senders


def bodies(steps: Sequence[Step]) -> dict[int, dict[str, str]]:
    """Return the body of each notice that a registered sender raised, by the event's number. One SQL statement."""
    numbers = {step.seq: str(step.details.get("sender", "")) for step in steps}
    named, language = senders.names({each for each in numbers.values() if each}), get_language() or "nl"
    return {
        seq: {"body": named[number].get(language) or named[number]["nl"]}
        for seq, number in numbers.items()
        if number in named
    }
