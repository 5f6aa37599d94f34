"""How the trail names what a citizen opened on the portal (B10)."""

from __future__ import annotations

from collections.abc import Sequence

from burgerprofiel.audit.trail import Step
from burgerprofiel.portal.themes import theme_named


def themes(steps: Sequence[Step]) -> dict[int, dict[str, str]]:
    """Return the theme of each page that was opened, by the event's number. No SQL statement."""
    found = {step.seq: theme_named(str(step.details.get("theme", ""))) for step in steps}
    return {seq: {"theme": theme.title()} for seq, theme in found.items() if theme}
