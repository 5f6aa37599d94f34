"""Which municipality a postcode is of: the table of Statbel, shipped with the product (all of Belgium).

Some postcodes are of more than one municipality, and most municipalities have several. An operator adds what Statbel
does not know yet with `MBP_ADDRESS_PLACES`, a file of the same form; the demo its invented municipality.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from burgerprofiel.kit.folding import folded

_TABLE = Path(__file__).with_name("municipalities.csv")
_FORM = {"postcode": r"[0-9]{4}", "nis": r"[0-9]{5}", "nl": r"\S.{0,79}", "fr": r"\S.{0,79}"}


class PlacesError(ValueError):
    """A file of places is not as it should be; the message says which, and where."""


class Town(NamedTuple):
    """A postcode of a municipality."""

    postcode: str
    nis: str
    name: str
    """In Dutch."""
    french: str


def table() -> tuple[Town, ...]:
    """Return every postcode with each of its municipalities, in order. Raises PlacesError."""
    return _whole(settings.CONFIG.address_places)


@lru_cache(maxsize=4)
def _whole(more: Path | None) -> tuple[Town, ...]:
    shipped = tuple(_read(_TABLE))
    known = {town[:2] for town in shipped}
    added = [town for town in _read(more) if town[:2] not in known] if more else []
    return tuple(sorted((*shipped, *added))) if added else shipped


def _read(path: Path) -> Iterator[Town]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise PlacesError(f"{path} cannot be read: {error}.") from error
    rows = csv.DictReader(line for line in lines if line and not line.startswith("#"))
    if list(rows.fieldnames or ()) != list(_FORM):
        raise PlacesError(f"{path} begins with the line {','.join(_FORM)}.")
    for number, row in enumerate(rows, 1):
        wrong = [name for name, form in _FORM.items() if not re.fullmatch(form, row[name] or "")]
        if wrong or None in row:
            raise PlacesError(f"{path}, place {number}: {', '.join(wrong) or 'more than four values'}.")
        yield Town(row["postcode"], row["nis"], row["nl"], row["fr"])


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
