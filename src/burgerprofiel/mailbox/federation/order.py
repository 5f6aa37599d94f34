"""Many lists become one: newest first, equal moments by the name of the registry, then as each orders its own.

What stands in the merged page is certain: nothing that could still come would stand before it. A registry that does not
answer keeps its place; what it holds comes as soon as it answers, later than it should, yet never not at all.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from burgerprofiel.mailbox.federation.contract import Entry, Page, Place

Places = Mapping[str, Place]
"""How far the reader is at each registry; one that is not there is read from its beginning."""


@dataclass(frozen=True)
class Merged:
    """One page over all registries."""

    entries: Sequence[Entry]
    places: Places
    """How far one is after this page."""
    more: bool
    """Whether a registry that answered has others."""


def rank(entry: Entry) -> tuple[int, str]:
    """The order between registries; within one their own order stays."""
    return -entry.place.at, entry.registry


def merged(pages: Mapping[str, Page], places: Places, size: int) -> Merged:
    """Return the first `size` messages of all `pages`, which are those after `places`."""
    # beyond the last message of a page that goes on, that registry may have others that stand before another's
    edges = [rank(page.entries[-1]) for page in pages.values() if page.more and page.entries]
    edge = min(edges, default=None)
    line = heapq.merge(*(page.entries for page in pages.values()), key=rank)
    taken: list[Entry] = []
    for entry in line:
        if len(taken) == size or (edge is not None and rank(entry) > edge):
            break
        taken.append(entry)
    left = sum(len(page.entries) for page in pages.values()) - len(taken)
    reached = dict(places) | {entry.registry: entry.place for entry in taken}
    return Merged(taken, reached, left > 0 or any(page.more for page in pages.values()))
