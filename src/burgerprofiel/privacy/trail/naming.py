"""Who knows the names in an event: rooms above say of their own tags what a source, a theme or a body is called.

A room registers in its `apps.py`. What nobody names is called by a plain word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from burgerprofiel.audit.trail import Step

Names = Mapping[str, str]
"""`source`, `theme`, `application` for the words, `body` for who acted; in the language that is active."""
Namer = Callable[[Sequence[Step]], Mapping[int, Names]]
"""Gives the names of these events by their number. Few SQL statements however many there are."""

_namers: dict[str, Namer] = {}


def of_tags(beginning: str, namer: Namer) -> None:
    """Let a room name what stands in the events whose tag begins so (`dossiers.dossier.`)."""
    _namers[beginning] = namer


def names(steps: Sequence[Step]) -> dict[int, Names]:
    """Return what is named in these events, by their number."""
    found: dict[int, Names] = {}
    for beginning, namer in _namers.items():
        mine = [step for step in steps if step.tag.startswith(beginning)]
        if mine:
            found.update(namer(mine))
    return found
