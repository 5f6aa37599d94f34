"""What activating changes for each sender: who writes what, and who then stops writing on paper (C3, C16)."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import NamedTuple

from burgerprofiel.mailbox.models import SenderRight
from burgerprofiel.mailbox.models.boxes import Kind

_SECONDS = 30.0


class Writes(NamedTuple):
    """A sender, in the reader's language."""

    name: str
    what: tuple[str, ...]
    """The kinds of message that they send to citizens."""
    paper_stops: bool


_known: dict[str, tuple[float, tuple[Writes, ...]]] = {}


def senders(language: str) -> tuple[Writes, ...]:
    """Return who may write to citizens, by name. One SQL statement, none when it was asked in the last half minute."""
    known = _known.get(language)
    if known is None or known[0] < time.monotonic():
        known = _known[language] = time.monotonic() + _SECONDS, _asked(language)
    return known[1]


def forget() -> None:
    """Ask anew from now on, in this process."""
    _known.clear()


def _asked(language: str) -> tuple[Writes, ...]:
    rights = SenderRight.objects.filter(
        box_kind=Kind.CITIZEN,
        organisation__active=True,
        application__active=True,
        message_type__active=True,
        message_type__announcement=False,
    ).select_related("organisation", "message_type")
    found: dict[str, tuple[str, bool, set[str]]] = {}
    for right in rights:
        whose = right.organisation
        _name, _stops, what = found.setdefault(
            whose.enterprise_number, (in_language(whose.names, language), whose.paper_stops, set())
        )
        what.add(in_language(right.message_type.names, language))
    told = (Writes(name, tuple(sorted(what, key=str.casefold)), stops) for name, stops, what in found.values())
    return tuple(sorted(told, key=lambda each: each.name.casefold()))


def in_language(texts: Mapping[str, str], language: str) -> str:
    """Return a text of reference data in this language, else in Dutch, else in any."""
    return texts.get(language) or texts.get("nl") or next(iter(texts.values()), "")
