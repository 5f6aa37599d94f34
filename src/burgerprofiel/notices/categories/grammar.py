"""How staff write the words of a category: `{Key}` stands for what the sender tells, `[…]` goes when it lacks one.

    Uw dossier {DossierNummer} is gewijzigd[: {Status}].

A part between square brackets is left out as a whole when one of its keys was not sent. `{{`, `}}`, `[[` and `]]` stand
for the signs themselves. There is nothing else: no loops, no code, no mark-up. What a sender tells is never read as
words of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

_PIECE = re.compile(r"\{\{|\}\}|\[\[|\]\]|\{(?P<key>[^{}\[\]]*)\}|[\[\]{}]|[^\[\]{}]+")
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9]{0,59}")
_SIGNS = {"{{": "{", "}}": "}", "[[": "[", "]]": "]"}


class MistakeError(ValueError):
    """The words cannot be read; the message is a sentence for who wrote them."""


@dataclass(frozen=True)
class Text:
    """Words as they are."""

    text: str


@dataclass(frozen=True)
class Key:
    """A place for what the sender tells."""

    name: str


@dataclass(frozen=True)
class Perhaps:
    """Words that go when one of their keys was not sent."""

    parts: tuple[Text | Key, ...]


Part = Text | Key | Perhaps


def read(text: str) -> tuple[Part, ...]:
    """Read what was written. Raises MistakeError."""
    done, inside = list[Part](), list[Text | Key]()
    opened = False
    for match in _PIECE.finditer(text):
        piece = match[0]
        if piece == "[":
            if opened:
                raise MistakeError(_("Within [ … ] stands no other [ … ]."))
            opened = True
        elif piece == "]":
            if not opened:
                raise MistakeError(_("A ] stands without its [. Write ]] for the sign itself."))
            if not any(isinstance(each, Key) for each in inside):
                raise MistakeError(_("Within [ … ] stands at least one key. Write [[ and ]] for the signs themselves."))
            done.append(Perhaps(tuple(inside)))
            inside, opened = [], False
        else:
            (inside if opened else done).append(_plain(piece, match["key"]))
    if opened:
        raise MistakeError(_("A [ stands without its ]. Write [[ for the sign itself."))
    return tuple(done)


def _plain(piece: str, key: str | None) -> Text | Key:
    if key is not None:
        if not _KEY.fullmatch(key):
            told = _("“%(key)s” is no key: a key has letters and digits, and begins with a letter.")
            raise MistakeError(told % {"key": key})
        return Key(key)
    if piece in ("{", "}"):
        raise MistakeError(_("A { or } stands alone. Write {{ or }} for the sign itself."))
    return Text(_SIGNS.get(piece, piece))


def keys(parts: tuple[Part, ...]) -> Iterator[tuple[str, bool]]:
    """Return every key, and whether the words cannot do without it."""
    for part in parts:
        if isinstance(part, Key):
            yield part.name, True
        elif isinstance(part, Perhaps):
            yield from ((each.name, False) for each in part.parts if isinstance(each, Key))


def written(parts: tuple[Part, ...], values: Mapping[str, str]) -> str:
    """Write the words. A key that was not sent leaves nothing behind."""
    return "".join(_written(part, values) for part in parts)


def _written(part: Part, values: Mapping[str, str]) -> str:
    match part:
        case Text(text):
            return text
        case Key(name):
            return values.get(name, "")
        case Perhaps(parts):
            if any(isinstance(each, Key) and not values.get(each.name) for each in parts):
                return ""
            return "".join(_written(each, values) for each in parts)
