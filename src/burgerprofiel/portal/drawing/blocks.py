"""A block with what its picture needs, ready for a template."""

from __future__ import annotations

from base64 import b64encode

import msgspec
from markupsafe import Markup

from burgerprofiel.portal.drawing import cards, scale, timeline
from burgerprofiel.sources.facts import Block, Card, Photo, Relative, Scale, Timeline, Tree

Drawing = Markup | timeline.Picture | scale.Picture | tuple[tuple[Relative, ...], ...] | str | None


class Drawn(msgspec.Struct, frozen=True):
    """A block, its kind (`card`, `timeline`, …) and its picture: time line, scale, generations, a photo's address.

    The picture of a card is its HTML.
    """

    kind: str
    block: Block
    picture: Drawing = None


def generations(tree: Tree) -> tuple[tuple[Relative, ...], ...]:
    """The people of a tree, the eldest generation first, the reader first within their own."""
    found = sorted({person.generation for person in tree.people})
    return tuple(
        tuple(sorted((person for person in tree.people if person.generation == each), key=lambda person: not person.me))
        for each in found
    )


def draw(block: Block) -> Drawn:
    """Prepare `block` for its template."""
    kind = str(block.__struct_config__.tag)
    if isinstance(block, Card):
        return Drawn(kind, block, cards.card(block))
    if isinstance(block, Timeline):
        return Drawn(kind, block, timeline.draw(block))
    if isinstance(block, Scale):
        return Drawn(kind, block, scale.draw(block))
    if isinstance(block, Tree):
        return Drawn(kind, block, generations(block))
    if isinstance(block, Photo):
        return Drawn(kind, block, f"data:{block.media_type};base64,{b64encode(block.content).decode()}")
    return Drawn(kind, block)
