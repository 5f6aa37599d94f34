"""An e-mail as text: whole by itself, in lines that every program shows, for who reads or listens without a look."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from django.utils.translation import gettext as _

from burgerprofiel.kit.brand import Brand
from burgerprofiel.kit.letters import common
from burgerprofiel.kit.letters.sheet import Code, Facts, Heading, Item, Items, Link, Part, Sheet, Text

WIDTH = 72


def written(sheet: Sheet, brand: Brand, code: str) -> str:
    """Return the whole letter."""
    blocks = [
        _wrapped(sheet.title),
        _wrapped(common.greeting(sheet)),
        "" if sheet.title else _wrapped(sheet.subject),
        *(_part(part) for part in sheet.parts),
        "-" * 24,
        _wrapped(_("Is this e-mail real?")),
        *map(_wrapped, common.how_to_check(sheet)),
        _("Code of this e-mail: %(code)s") % {"code": code},
        _wrapped(common.never()),
        *map(_wrapped, sheet.end),
        _wrapped(f"{brand.product} · {brand.name}"),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _part(part: Part) -> str:
    match part:
        case Text(words):
            return _wrapped(words)
        case Heading(words):
            return _wrapped(words.upper())
        case Facts(rows):
            return "\n".join(
                _wrapped(_("%(name)s: %(value)s") % {"name": name, "value": value}, after="  ") for name, value in rows
            )
        case Items(items):
            return "\n\n".join(_item(item) for item in items)
        case Code(digits):
            return f"    {digits}"
        case Link(address):
            return address


def _item(item: Item) -> str:
    return "\n".join(_lines(item))


def _lines(item: Item) -> Iterator[str]:
    yield _wrapped(item.title, first="- ", after="  ")
    for words in (item.text, item.small):
        if words:
            yield _wrapped(words, first="  ", after="  ")


def _wrapped(words: str, first: str = "", after: str = "") -> str:
    """Break lines between words; an address or a long word stays whole, so that it can be copied."""
    return textwrap.fill(
        " ".join(words.split(" ")),
        WIDTH,
        initial_indent=first,
        subsequent_indent=after,
        break_long_words=False,
        break_on_hyphens=False,
    )
