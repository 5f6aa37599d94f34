"""Walking over everything a citizen has: themes, sections, blocks, and what each says in plain words (B11)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from burgerprofiel.portal import values
from burgerprofiel.portal.drawing.timeline import within
from burgerprofiel.portal.themes import Standing, standing
from burgerprofiel.sources.facts import Block, Card, Quantity, Relative, Scale, Theme, Timeline, Tree, Value
from burgerprofiel.sources.service import Answers, Service


def every_service(themes: Sequence[Theme]) -> list[Service[Any]]:
    """Every service that the page of one of these themes asks, each once."""
    return list(dict.fromkeys(service for theme in themes for service in theme.services))


def standings(themes: Sequence[Theme], answers: Answers) -> Iterator[tuple[Theme, Sequence[Standing]]]:
    """These themes with their sections as they stand."""
    for theme in themes:
        yield theme, [standing(section, answers) for section in theme.sections]


def pairs(block: Block) -> Iterator[tuple[str, Value | str | None]]:
    """What a block says, as labels and values; the first is the block's own."""
    if isinstance(block, Card):
        yield block.label, block.value
        yield from ((row.label, row.value) for row in block.rows)
    elif isinstance(block, Timeline):
        yield block.label, ""
        yield from ((bar.row or block.label, within(bar)) for bar in block.bars)
    elif isinstance(block, Tree):
        yield block.label, ""
        yield from ((person.role, relative(person)) for person in block.people)
    elif isinstance(block, Scale):
        yield block.label, ""
        yield from ((mark.label, Quantity(mark.value, block.unit)) for mark in block.marks)
    else:
        yield block.label, block.alt


def relative(person: Relative) -> str:
    """A person of a tree in words."""
    return f"{person.name} ({person.detail})" if person.detail else person.name


def words(value: Value | str | None) -> str:
    """A value in plain words, nothing hidden."""
    return value if isinstance(value, str) else values.text(value)
