"""What the overview, search and export know of dossiers, as answers beside those of the sources.

What lies here is known at once; what MAGDA adds to it is known when its answer is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.dossiers.own import bell, everything, magda
from burgerprofiel.dossiers.own.bell import Counts
from burgerprofiel.dossiers.own.files import File
from burgerprofiel.dossiers.own.magda import Told
from burgerprofiel.dossiers.own.owner import Owner, owner_of
from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Answer, Data
from burgerprofiel.kit.connections import let_go
from burgerprofiel.sources.connectors.magda.services import geef_dossiers
from burgerprofiel.sources.service import Answers


class Named(NamedTuple):
    """By which name an answer is known."""

    name: str


class Here(NamedTuple):
    """What lies here, as far as a face shows it."""

    counts: Counts = Counts()
    needing: Sequence[File] = ()
    changed: Sequence[File] = ()
    files: Sequence[File] = ()
    """All of them with every state, for search and export."""


HERE, TOLD = Named("dossiers.here"), Named("dossiers.told")


def here(answers: Answers) -> Here:
    """What lies here."""
    found = answers.get(HERE.name)
    return found.value if isinstance(found, Data) else Here()


def told(answers: Answers) -> Told:
    """What MAGDA added."""
    found = answers.get(TOLD.name)
    return found.value if isinstance(found, Data) else Told()


def together(answers: Answers) -> list[File]:
    """The one list, of what was loaded: what lies here, unless MAGDA knows a newer state, and what only MAGDA knows."""
    said = told(answers)
    mine = [file for file in here(answers).files if file.id not in said.newer]
    return sorted([*mine, *said.files], key=lambda file: file.key)


@dataclass(frozen=True)
class Beside:
    """What lies here, and how MAGDA's answer is joined to it."""

    owner: Owner
    here: Here

    def known(self, answers: Answers) -> Answers:
        """Return these answers with ours beside them."""
        found: dict[str, Answer[Any]] = {**answers, HERE.name: Data(self.here, clock.now())}
        if geef_dossiers.SERVICE.name in answers:
            found[TOLD.name] = self._told(answers[geef_dossiers.SERVICE.name])
        return Answers(found)

    def joined(self, incoming: Iterator[tuple[Any, Answer[Any]]]) -> Iterator[tuple[Any, Answer[Any]]]:
        """Yield ours first, then what arrives; what MAGDA adds to ours goes before MAGDA's own answer."""
        yield HERE, Data(self.here, clock.now())
        for asked, answer in incoming:
            if asked.name == geef_dossiers.SERVICE.name:
                yield TOLD, self._told(answer)
                let_go()
            yield asked, answer

    def _told(self, answer: Answer[Any]) -> Answer[Told]:
        return Data(magda.told(self.owner, answer), clock.now())


def first(viewer: Viewer) -> Beside | None:
    """Return what the overview shows; None: dossiers are not for this viewer. At most four SQL statements."""
    owner = owner_of(viewer)
    return Beside(owner, Here(*bell.first(owner))) if owner else None


def whole(viewer: Viewer) -> Beside | None:
    """Return all, with every state, for search and export. At most four SQL statements, and all is opened."""
    owner = owner_of(viewer)
    return Beside(owner, Here(files=everything.of(owner))) if owner else None
