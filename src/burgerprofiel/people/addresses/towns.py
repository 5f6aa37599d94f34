"""Which municipality a postcode is of: the table of Statbel, shipped with the product (all of Belgium).

Some postcodes are of more than one municipality, and most municipalities have several.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from burgerprofiel.kit.folding import folded

_TABLE = Path(__file__).with_name("municipalities.csv")


class Town(NamedTuple):
    """A postcode of a municipality."""

    postcode: str
    nis: str
    name: str
    """In Dutch."""
    french: str


@lru_cache(maxsize=1)
def table() -> tuple[Town, ...]:
    """Return every postcode with each of its municipalities, in order."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        return tuple(Town(row["postcode"], row["nis"], row["nl"], row["fr"]) for row in csv.DictReader(lines))


def meant_by(where: str) -> list[Town]:
    """Return what a postcode, a municipality's name or both can mean; a name may be Dutch or French, or its beginning.

    Who writes a postcode means that one, whatever name stands beside it.
    """
    code = re.search(r"(?<!\d)\d{4}(?!\d)", where)
    name = folded(re.sub(r"[\d]+", " ", where)).strip()
    if code:
        of_code = [town for town in table() if town.postcode == code[0]]
        return [town for town in of_code if name and name in _names(town)] or of_code
    if len(name) < 2:
        return []
    exact = [town for town in table() if name in _names(town)]
    return exact or [town for town in table() if any(each.startswith(name) for each in _names(town))]


def _names(town: Town) -> tuple[str, str]:
    return folded(town.name), folded(town.french)
