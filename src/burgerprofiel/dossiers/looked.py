"""How the trail names who told of a dossier (B10)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import get_language

from burgerprofiel.audit.trail import Step
from burgerprofiel.dossiers.sources.queries import sources


def bodies(steps: Sequence[Step]) -> dict[int, dict[str, str]]:
    """Return the source of each state that was told, by the event's number. At most one SQL statement."""
    uris = {step.seq: str(step.details.get("source", "")) for step in steps}
    known, language = sources(set(uris.values())), get_language() or "nl"
    return {seq: {"body": known[uri].name(language)} for seq, uri in uris.items() if uri in known}
