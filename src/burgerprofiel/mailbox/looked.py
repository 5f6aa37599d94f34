"""How the trail names who put a message here (B10): the sender, not the program that carried it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import get_language

from burgerprofiel.audit.trail import Step
from burgerprofiel.mailbox.senders.queries import organisation_names


def senders(steps: Sequence[Step]) -> dict[int, dict[str, str]]:
    """Return the sender of each message that came in, by the event's number. One SQL statement."""
    numbers = {step.seq: str(step.details.get("organisation", "")) for step in steps}
    names, language = organisation_names(set(numbers.values())), get_language() or "nl"
    return {
        seq: {"body": names[number].get(language) or names[number]["nl"]}
        for seq, number in numbers.items()
        if number in names
    }
