"""“Is this right?” is asked of every fact: where, and what the citizen said of it already (B9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

import msgspec

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.feedback import numbers
from burgerprofiel.feedback import queries as feedback
from burgerprofiel.feedback import words as of_feedback
from burgerprofiel.feedback.queries import Mark
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.sources.facts import Block, Section, Theme
from burgerprofiel.sources.service import Answers


class Beside(NamedTuple):
    """What stands under one block: where to say that it is wrong, and what was said already."""

    href: str
    text: str = ""
    report: str = ""
    """Address of the report that is going on."""


class Beyond(NamedTuple):
    """What was said of the facts of a theme."""

    citizen_id: CitizenId
    theme: Theme
    marks: Mapping[UUID, Mark]

    def beside(self, section: Section, blocks: Sequence[Block], answers: Answers) -> dict[str, Beside]:
        """Return what stands under each block, by its key."""
        return {block.key: self._one(section, block, answers) for block in blocks}

    def _one(self, section: Section, block: Block, answers: Answers) -> Beside:
        fact = numbers.fact_id(self.citizen_id, self.theme.key, section.key, block.key)
        href, mark = f"/klopt-dit/feit/{self.theme.key}/{fact}", self.marks.get(fact)
        if mark is None or not mark.holds(seen(self.citizen_id, fact, section, answers) if mark.seen else b""):
            return Beside(href)
        if mark.report is None or mark.status is None:
            return Beside(href, of_feedback.confirmed(mark.at))
        return Beside(href, of_feedback.reported(mark.at, mark.status), f"/klopt-dit/meldingen/{mark.report}")


def beyond(viewer: Viewer, theme: Theme) -> Beyond:
    """Return what was said of a theme's facts. One SQL statement."""
    return Beyond(viewer.citizen_id, theme, feedback.marks(viewer.citizen_id, theme.key))


def seen(citizen_id: CitizenId, fact: UUID, section: Section, answers: Answers) -> bytes:
    """Return by what the fact is known as it stands now: by what its sources answered, in no language."""
    said = [answers.data(service) for service in section.services]
    return numbers.seen(citizen_id, fact.bytes + msgspec.msgpack.encode(said))
