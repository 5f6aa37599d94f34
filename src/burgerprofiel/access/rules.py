"""Who may use which key, today (A3, A6): a table, not a chain of ifs."""

from __future__ import annotations

from burgerprofiel.access.identity import Identity
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key


class NotUsableError(Exception):
    """This citizen may not use this key now. `reason` is stable; `title` and `advice` are plain words."""

    reason = "not-usable"
    title = ""
    advice = ""


def check(citizen_id: CitizenId, who: Identity, key: Key) -> None:
    """Raise NotUsableError when the citizen may not sign in with this kind of key today."""
