"""The facts of themes: found again in what this session's sources answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import get_language

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.feedback import queries as feedback
from burgerprofiel.feedback.queries import Mark
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.portal.asking.asked import Asked, Name, Reads
from burgerprofiel.portal.asking.beside import Beside, one
from burgerprofiel.portal.asking.part import Part
from burgerprofiel.portal.faults import route_of
from burgerprofiel.portal.standing import has_data, source_line
from burgerprofiel.sources import origins, queries
from burgerprofiel.sources.facts import Block, Section, Theme
from burgerprofiel.sources.service import Answers


@dataclass(frozen=True)
class _Built:
    """A section as it is built of these answers, once for each language and day."""

    theme: Theme
    section: Section
    answers: Answers
    known: dict[tuple[str | None, date], Mapping[str, Block]] = field(default_factory=dict)

    def blocks(self) -> Mapping[str, Block]:
        """Its blocks by their keys; none without data."""
        asked = (get_language(), clock.today())
        if asked not in self.known:
            built = self.section.build(self.answers) if has_data(self.section.services, self.answers) else ()
            self.known[asked] = {block.key: block for block in built}
        return self.known[asked]

    def name(self, citizen_id: CitizenId, key: str) -> Name:
        """What a block of it is known by."""
        return Name(citizen_id, self.theme.key, self.section.key, key, self.theme.key)

    def asked(self, name: Name) -> Asked | None:
        """One of its facts."""
        if name.key not in self.blocks():
            return None
        source = source_line(self.section.services, self.answers)
        first = source.origins[0] if source.origins else None

        def read() -> Reads | None:
            block = self.blocks().get(name.key)
            return Reads(self.section.title(), block, origins.name(first) if first else "") if block else None

        return Asked(
            name,
            (first.value,) if first else (),
            f"{self.theme.key}/{self.section.key}",
            f"{self.theme.page}?toon={self.section.key}#{self.section.key}-{name.key}",
            source.as_of,
            read,
            lambda: source.line,
            lambda: route_of(first) if first else None,
        )


@dataclass(frozen=True)
class Beyond:
    """What was said of the facts of a theme."""

    citizen_id: CitizenId
    theme: Theme
    marks: Mapping[UUID, Mark]

    def beside(self, section: Section, blocks: Sequence[Block], answers: Answers) -> dict[str, Beside]:
        """Return what stands under each block, by its key."""
        built = _Built(self.theme, section, answers)
        return {block.key: one(built.name(self.citizen_id, block.key), self.marks, built.asked) for block in blocks}


def beyond(viewer: Viewer, theme: Theme) -> Beyond:
    """Return what was said of a theme's facts. One SQL statement."""
    return Beyond(viewer.citizen_id, theme, feedback.marks(viewer.citizen_id, theme.key))


def part(theme: Theme) -> Part:
    """Return a theme as a part whose facts can be asked about, for one request: what was answered is read once."""

    kept = list[_Built]()

    def built(viewer: Viewer) -> list[_Built]:
        if not kept:
            answers = queries.gathered(viewer, theme.services)
            kept.extend(_Built(theme, section, answers) for section in theme.sections)
        return kept

    def names(viewer: Viewer) -> Iterator[Name]:
        return (each.name(viewer.citizen_id, key) for each in built(viewer) for key in each.blocks())

    def asked(viewer: Viewer, name: Name) -> Asked | None:
        return next((each.asked(name) for each in built(viewer) if each.section.key == name.section), None)

    return Part(theme.key, theme.title, theme.page, lambda viewer: viewer.may_see(theme.key), names, asked)
