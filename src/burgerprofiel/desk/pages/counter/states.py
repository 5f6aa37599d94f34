"""How far a registration is, in words and a tone."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from burgerprofiel.access.activation.details import State


class Told(NamedTuple):
    """A state: its words, and the tone of its tag."""

    words: str
    tone: str


def told(state: State) -> Told:
    """Say how far it is."""
    return {
        State.WAITING: Told(_("Waits for the person"), "act"),
        State.USED: Told(_("Activated"), "good"),
        State.EXPIRED: Told(_("Expired"), ""),
        State.BLOCKED: Told(_("Blocked: five wrong codes"), "bad"),
        State.WITHDRAWN: Told(_("Withdrawn or replaced"), ""),
    }[state]
