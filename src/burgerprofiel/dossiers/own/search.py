"""Search among dossiers: names, numbers and bodies. What lies here is sealed, so each of the owner's own is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from burgerprofiel.dossiers.own import listing
from burgerprofiel.dossiers.own.files import File
from burgerprofiel.dossiers.own.magda import Told
from burgerprofiel.dossiers.own.owner import Owner
from burgerprofiel.dossiers.own.wanted import View, Wanted
from burgerprofiel.kit.folding import bare, folded

LONGEST = 100
MOST = 5_000
"""So many of the newest are opened."""


def here(owner: Owner, asked: Wanted, words: str) -> tuple[list[File], bool]:
    """Return what lies here in which all words occur, in the order of the list, and whether all were opened.

    Who narrows nothing seeks among what was put away too. At most four SQL statements.
    """
    found_in = listing.meant(owner, asked)
    if asked.view is View.ALL:
        found_in = found_in.union(listing.meant(owner, replace(asked, view=View.ARCHIVE)), all=True)
    rows = list(found_in.order_by("-changed_at", "id")[: MOST + 1])
    found = among(listing.opened(owner, rows[:MOST]), words)
    return sorted(found, key=lambda file: file.key), len(rows) <= MOST


def elsewhere(told: Told, asked: Wanted, words: str) -> list[File]:
    """Return what only MAGDA knows in which all words occur."""
    wide = [asked, replace(asked, view=View.ARCHIVE)] if asked.view is View.ALL else [asked]
    return among([file for file in told.files if not file.here and any(each.holds(file) for each in wide)], words)


def among(files: Sequence[File], words: str) -> list[File]:
    """Return those in which each word occurs, accents aside, a number in any spelling."""
    wanted = [word for word in folded(words[:LONGEST]).split() if bare(word)]
    return [file for file in files if wanted and _has(file, wanted)]


def _has(file: File, wanted: Sequence[str]) -> bool:
    hay = folded(" ".join((file.title, file.number, file.handled_by, *(each.name for each in file.changes))))
    plain = bare(hay)
    return all(word in hay or bare(word) in plain for word in wanted)
