"""What sources told in this session. The viewer comes first: whose answers, and which sources their mandate allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.certificates.fetched.certificate import Certificate, Found
from burgerprofiel.certificates.fetched.configuration import Source, configured
from burgerprofiel.certificates.fetched.names import name
from burgerprofiel.kit.answers import Answer
from burgerprofiel.sources import queries


@dataclass(frozen=True)
class Asked:
    """How the answer of a source is known among the sealed answers of a session."""

    source: Source
    result: type[Found] = Found

    @property
    def name(self) -> str:
        """For the log."""
        return f"certificates.{self.source.id}"

    @property
    def key(self) -> str:
        """What it is kept under."""
        return self.name


def sources(viewer: Viewer) -> list[Source]:
    """Return those that tell what this viewer may see, in the order of the file."""
    return [source for source in configured() if viewer.may_see(source.theme)]


def source(viewer: Viewer, source_id: str) -> Source | None:
    """Return one of them; None: there is none, or it is outside the mandate."""
    return next((each for each in sources(viewer) if each.id == source_id), None)


def kept(viewer: Viewer, wanted: Sequence[Source]) -> dict[str, Answer[Found]]:
    """Return what they answered earlier in this session, by their id. One SQL statement."""
    found = queries.kept(viewer, [Asked(each) for each in wanted])
    return {asked.source.id: answer for asked, answer in found.items()}


def named(viewer: Viewer, of: Source, found: Found, wanted: str, language: str) -> Certificate | None:
    """Return the certificate that our address means."""
    mine = (each for each in found.certificates if each.language == language)
    return next((each for each in mine if name(viewer.citizen_id, of.id, each.id) == wanted), None)
