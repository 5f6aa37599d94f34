"""Reading what a register wrote carelessly: a value that cannot be read is "not known", never a broken answer.

For details beside the main fact. What an answer cannot do without is read with `Node` itself, which refuses.
"""

from __future__ import annotations

import re
from contextlib import suppress
from decimal import Decimal, InvalidOperation

from burgerprofiel.kit.money import Money
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.node import Node

_WHOLE = re.compile(r"\d{4}-\d{2}-\d{2}.*")
_DOTTED = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})")


def day_of(text: str) -> PartialDate | None:
    """Return the date in `2004-10-25 15:06:35`, `20.09.2014` or any form `PartialDate` knows; None for anything else.

    Of a day that cannot be (`2023-11-31`) the month remains.
    """
    text = _DOTTED.sub(r"\3-\2-\1", text.split(" ", maxsplit=1)[0])
    for part in (text, text[:7]) if _WHOLE.fullmatch(text) else (text,):
        with suppress(ValueError):
            return PartialDate.parse(part)
    return None


def day(node: Node, path: str = "") -> PartialDate | None:
    """Return the date at `path`, or None when there is none to read."""
    return day_of(node.text(path))


def number(node: Node, path: str = "") -> Decimal | None:
    """Return the number at `path`, or None when there is none to read."""
    try:
        found = Decimal(node.text(path).replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() and -16 < found.adjusted() < 16 else None


def euros(node: Node, path: str = "") -> Money | None:
    """Return the amount in euros at `path`, or None when there is none to read."""
    found = number(node, path)
    return None if found is None else Money.euros(found)


def count(node: Node, path: str = "") -> int | None:
    """Return the whole number at `path`, or None when there is none to read."""
    found = number(node, path)
    return int(found) if found is not None and found == int(found) else None


def first(node: Node, *paths: str) -> str:
    """Return the first text that is there. Every path is looked at, so that the book of what is read stays true."""
    texts = [node.text(path) for path in paths]
    return next((text for text in texts if text), "")


def flag(node: Node, path: str = "") -> bool | None:
    """Return the yes or no at `path`, or None when there is none to read."""
    try:
        return node.flag(path)
    except ValueError:
        return None
