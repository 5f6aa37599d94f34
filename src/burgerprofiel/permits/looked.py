"""How the trail names who told of a permit (B10)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import get_language

from burgerprofiel.audit.trail import Step
from burgerprofiel.permits.sources.queries import source


def bodies(steps: Sequence[Step]) -> dict[int, dict[str, str]]:
    """Return the source of each permit that was told, by the event's number. One SQL statement a source, or none."""
    keys = {step.seq: str(step.details.get("source", "")) for step in steps}
    known, language = {key: source(key) for key in set(keys.values())}, get_language() or "nl"
    return {seq: {"body": found.name(language)} for seq, key in keys.items() if (found := known[key])}
