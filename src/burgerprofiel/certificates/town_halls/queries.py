"""Whose town hall: by the address in the register, which is asked when this session has not got it yet."""

from __future__ import annotations

from dataclasses import dataclass

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.certificates.town_halls.kinds import KINDS, TownHallKind
from burgerprofiel.certificates.town_halls.links import links
from burgerprofiel.kit.answers import Data, NotAllowed, Unavailable
from burgerprofiel.sources import queries
from burgerprofiel.sources.connectors.magda.services.geef_persoon import SERVICE as PERSON
from burgerprofiel.sources.connectors.magda.services.person_addresses import Residence


@dataclass(frozen=True)
class Link:
    """Where one certificate is had."""

    kind: TownHallKind
    address: str
    exact: bool
    """It leads to the page of this certificate; else to the site."""


@dataclass(frozen=True)
class TownHall:
    """The citizen's own municipality, as far as it is known."""

    links: tuple[Link, ...]
    name: str = ""
    missing: str = ""
    """Why it is not known: `none` (no address in Belgium), `barred` or `down`; empty when it is."""
    reference: str = ""


def town_hall(viewer: Viewer, *, again: bool = False) -> TownHall:
    """Return the links of the citizen's municipality. May take as long as a source may. Raises OutsideMandateError."""
    refresh = frozenset({PERSON.key}) if again else frozenset()
    ((_service, answer),) = queries.gather(viewer, [PERSON], refresh=refresh)
    if isinstance(answer, Data):
        homes = answer.value.addresses.main
        return _of(homes[0]) if homes and homes[0].nis else TownHall(_nowhere(), missing="none")
    if isinstance(answer, NotAllowed | Unavailable):
        missing = "barred" if isinstance(answer, NotAllowed) else "down"
        return TownHall(_nowhere(), missing=missing, reference=answer.reference)
    return TownHall(_nowhere(), missing="none")


def _of(home: Residence) -> TownHall:
    known = links()
    found = (
        Link(kind, known.of(home.nis, key) or known.elsewhere, known.is_exact(home.nis, key))
        for key, kind in KINDS.items()
    )
    return TownHall(tuple(found), home.municipality)


def _nowhere() -> tuple[Link, ...]:
    return tuple(Link(kind, links().elsewhere, exact=False) for kind in KINDS.values())
