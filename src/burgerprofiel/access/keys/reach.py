"""Which keys are sure enough for what is asked, which of them the citizen has, and which they could get (A7)."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from burgerprofiel.access import visits
from burgerprofiel.access.keys import Kind, catalogue, store
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key, Level

_LEVELS = {str(int(each)) for each in Level} | {str(each.level) for each in Key}


class Reach(NamedTuple):
    """The kinds of key that reach a level."""

    mine: tuple[Kind, ...]
    others: tuple[Kind, ...]
    """Those that the citizen does not have yet."""


def level_asked(text: str | None, otherwise: int) -> int:
    """Read a level, or that of a key, from an address; what is none counts as `otherwise`."""
    return int(text) if text in _LEVELS else otherwise


def offered(level: int) -> tuple[Kind, ...]:
    """Return the kinds of at least this level, the surest first."""
    return tuple(kind for kind in catalogue.KINDS if kind.key.level >= level)


def reach(citizen_id: CitizenId, level: int) -> Reach:
    """Divide the kinds that reach the level by whether the citizen has one. An eID is nobody's here, so everybody's."""
    had = {row.kind for row in store.mine(citizen_id)}
    if store.has_user_name(citizen_id):
        had.add(Key.csampassword.name)
    kinds, known = offered(level), {kind.name for kind, _last in used_elsewhere(citizen_id)}
    mine = tuple(kind for kind in kinds if _is_theirs(kind, had, known))
    return Reach(mine, tuple(kind for kind in kinds if kind.enrol and kind not in mine))


def _is_theirs(kind: Kind, had: set[str], known: set[str]) -> bool:
    if kind.upstream:
        return kind.name in known
    return not kind.enrol or kind.key.name in had


def used_elsewhere(citizen_id: CitizenId) -> list[tuple[Kind, datetime]]:
    """Return the providers whose word the citizen used as a key in the past year, and when last.

    Whether somebody has such a key we cannot know in another way.
    """
    elsewhere = [(kind, visits.last_with(citizen_id, *kind.keys)) for kind in catalogue.KINDS if kind.upstream]
    return [(kind, last) for kind, last in elsewhere if last]


def level_word(level: int) -> str:
    """Say a level in plain words, as the European regulation names them."""
    if level >= Level.HIGH:
        return _("high")
    return _("substantial") if level >= Level.SUBSTANTIAL else _("low")


def key_title(key: Key) -> str:
    """Name a key, also one of a kind that is not offered (any more)."""
    kind = catalogue.kind_of(key)
    return kind.title() if kind else _("A digital key")
