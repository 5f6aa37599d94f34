"""Search over one's own facts (B11): each word must occur, accents aside, in the fact or in its section's name."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from burgerprofiel.kit.folding import bare, folded
from burgerprofiel.portal.facts import pairs, standings, words
from burgerprofiel.portal.themes import in_sight
from burgerprofiel.sources.facts import Block, Card, Secret, Theme, Value
from burgerprofiel.sources.service import Answers

LONGEST = 100


class Hit(msgspec.Struct, frozen=True):
    """A fact that was found: where it stands, its name and its value (a number of the state stays hidden)."""

    href: str
    theme: str
    section: str
    label: str
    value: str


def _tags(block: Block) -> str:
    return f"{block.meaning} {block.tag.text}" if isinstance(block, Card) and block.tag else block.meaning


def _shown(value: Value | str | None) -> str:
    return "•••••" if isinstance(value, Secret) else "" if value is None else words(value)


def search(query: str, themes: Sequence[Theme], answers: Answers) -> list[Hit]:
    """Return every fact of these themes in which all words of `query` occur, in the order of the pages."""
    wanted = [word for word in folded(query[:LONGEST]).split() if bare(word)]
    if not wanted:
        return []
    hits = []
    for theme, sections in standings(themes, answers):
        for it in sections:
            title = it.section.title()
            shown = in_sight(it.section, len(it.blocks))
            for place, block in enumerate(it.blocks):
                said = list(pairs(block))
                hay = folded(
                    " ".join(
                        [theme.title(), title, _tags(block), *(f"{label} {words(value)}" for label, value in said)]
                    )
                )
                plain = bare(hay)
                if all(word in hay or bare(word) in plain for word in wanted):
                    fold = f"?toon={it.section.key}" if place >= shown else ""
                    page = f"{theme.page}{fold}#{it.section.key}-{block.key}"
                    href = it.section.address(block.key) if it.section.address else page
                    hits.append(Hit(href, theme.title(), title, said[0][0], _best(said, wanted)))
    return hits


def _best(said: list[tuple[str, Value | str | None]], wanted: list[str]) -> str:
    """The value to show: the fact's own, and the detail in which a word was found."""
    own = _shown(said[0][1])
    for label, value in said[1:]:
        if value is not None and any(word in folded(f"{label} {words(value)}") for word in wanted):
            told = f"{label}: {_shown(value)}"
            return f"{own} · {told}" if own else told
    return own
