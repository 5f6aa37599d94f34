"""What a citizen can ask for: made here, or given by the National Register. What is kept already says how it stands.

Nobody is asked anything for the list: whether a source has something is known only where it was asked in this session.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.certificates.kinds import KINDS, Kind
from burgerprofiel.certificates.register.kinds import REGISTER, THEME
from burgerprofiel.kit.answers import NotAllowed, Nothing, Unavailable
from burgerprofiel.sources import queries
from burgerprofiel.sources.service import Answers


class Giver(StrEnum):
    """Who makes and seals it; the value stands in addresses."""

    OURS = "hier"
    REGISTER = "rijksregister"
    OTHERS = "anderen"
    """Whoever keeps some already (`certificates.fetched`)."""


class Standing(StrEnum):
    """What its source answered earlier in this session, where that was no data."""

    OPEN = ""
    NOTHING = "nothing"
    BARRED = "barred"
    DOWN = "down"


@dataclass(frozen=True)
class Offer:
    """A certificate that can be asked for."""

    page: str
    """Where one asks for it."""
    giver: Giver
    theme: str
    title: Callable[[], str]
    explanation: Callable[[], str]
    key: str


def _all() -> Iterator[Offer]:
    for paper in REGISTER.values():
        page = f"/attesten/rijksregister/{paper.name}"
        yield Offer(page, Giver.REGISTER, THEME, paper.title, paper.explanation, f"register.{paper.name}")
    for kind in KINDS.values():
        page = f"/attesten/aanvragen/{kind.key}"
        yield Offer(page, Giver.OURS, kind.theme, kind.title, kind.explanation, kind.key)


OFFERS = tuple(_all())


def offers(viewer: Viewer) -> list[Offer]:
    """Return what this viewer may have."""
    return [offer for offer in OFFERS if viewer.may_see(offer.theme)]


def any_for(viewer: Viewer) -> bool:
    """Whether there is anything here for this viewer."""
    return any(viewer.may_see(offer.theme) for offer in OFFERS)


def standings(viewer: Viewer) -> dict[str, Standing]:
    """Return how those made here stand, by key, as far as their sources were asked. One SQL statement."""
    ours = [kind for kind in KINDS.values() if viewer.may_see(kind.theme)]
    kept = queries.gathered(viewer, [kind.service for kind in ours]) if ours else Answers()
    return {kind.key: _standing(kind, kept) for kind in ours}


def _standing(kind: Kind, kept: Answers) -> Standing:
    answer: Any = kept.of(kind.service)
    if isinstance(answer, Nothing):
        return Standing.NOTHING
    if isinstance(answer, NotAllowed):
        return Standing.BARRED
    return Standing.DOWN if isinstance(answer, Unavailable) else Standing.OPEN
