"""One fact by its address: found again in what this session's sources answered, never in what a form says of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.feedback import numbers
from burgerprofiel.feedback.content import Detail, Fact
from burgerprofiel.portal.asking import seen
from burgerprofiel.portal.facts import pairs, words
from burgerprofiel.portal.standing import SourceLine, has_data, source_line
from burgerprofiel.sources import origins
from burgerprofiel.sources.facts import Block, Secret, Section, Theme, Value
from burgerprofiel.sources.service import Answers


class Found(NamedTuple):
    """A fact that stands before the citizen now."""

    fact: Fact
    seen: bytes
    block: Block
    source: SourceLine
    section: Section


def found(viewer: Viewer, theme: Theme, wanted: UUID, answers: Answers) -> Found | None:
    """Return the fact that an address means, from what this session knows; None: it knows no such fact (any more)."""
    for section, block in _blocks(theme, answers):
        fact = numbers.fact_id(viewer.citizen_id, theme.key, section.key, block.key)
        if fact == wanted:
            source = source_line(section.services, answers)
            told = _told(theme, section, block, source, fact)
            return Found(told, seen(viewer.citizen_id, fact, section, answers), block, source, section)
    return None


def _blocks(theme: Theme, answers: Answers) -> Iterator[tuple[Section, Block]]:
    for section in theme.sections:
        if has_data(section.services, answers):
            yield from ((section, block) for block in section.build(answers))


def _told(theme: Theme, section: Section, block: Block, source: SourceLine, fact: UUID) -> Fact:
    said = [_detail(label, value) for label, value in pairs(block)]
    origin = source.origins[0] if source.origins else None
    return Fact(
        id=fact,
        theme=theme.key,
        section=f"{theme.key}/{section.key}",
        title=section.title(),
        said=said[0],
        details=tuple(said[1:]),
        source=origin.value if origin else "",
        source_name=origins.name(origin) if origin else "",
        as_of=source.as_of,
        path=f"{theme.page}?toon={section.key}#{section.key}-{block.key}",
    )


def _detail(label: str, value: Value | str | None) -> Detail:
    return Detail(label, "" if value is None else words(value), isinstance(value, Secret))
