"""A history of which the register keeps only the beginnings: each state lasts until the next one begins."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.person_addresses import Residence
from burgerprofiel.sources.connectors.magda.services.person_facts import CivilState, Keeper
from burgerprofiel.sources.connectors.magda.services.person_parts import Dated
from burgerprofiel.sources.facts import Bar

State = TypeVar("State", Dated, CivilState, Keeper, Residence)
Entry = tuple[str, PartialDate | None, PartialDate | None]
"""(what, since, until); entries without a beginning cannot be drawn and are left to the cards."""


def chained(row: str, entries: Iterable[Entry]) -> tuple[Bar, ...]:
    """Return bars in order of time; an open end is closed by the next later beginning in the row.

    States that began on the same day (two nationalities) run side by side.
    """
    known = sorted(((began, label, until) for label, began, until in entries if began), key=lambda one: one[:2])
    begins = sorted({began for began, _label, _until in known})
    following = dict(itertools.pairwise(begins))
    return tuple(
        Bar(row=row, label=label, began=began, ended=_end(began, until or following.get(began)))
        for began, label, until in known
    )


def closed(states: Sequence[State]) -> tuple[State, ...]:
    """Return the states with the ends that the register leaves to the reader."""
    begins = sorted({state.since for state in states if state.since})
    following = dict(itertools.pairwise(begins))
    return tuple(
        msgspec.structs.replace(state, until=following[state.since])
        if state.until is None and state.since in following
        else state
        for state in states
    )


def alone(row: str, entries: Iterable[Entry]) -> tuple[Bar, ...]:
    """Return bars in order of time that end only where the register says so."""
    known = sorted(((began, label, until) for label, began, until in entries if began), key=lambda one: one[:2])
    return tuple(Bar(row=row, label=label, began=began, ended=_end(began, until)) for began, label, until in known)


def _end(began: PartialDate, ended: PartialDate | None) -> PartialDate | None:
    """Registers hold ends before their beginnings; such a state is drawn as one day."""
    return None if ended is None else max(began, ended)
