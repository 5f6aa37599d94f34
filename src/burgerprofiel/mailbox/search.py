"""What search looks in: text without capitals, accents and double spaces (“Francois” finds “François”, A.4)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l"})


def folded(text: str) -> str:
    """Return a text as search compares it."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return " ".join("".join(letter for letter in apart if not unicodedata.combining(letter)).split())


def sought(subject: str, business: Iterable[str], attention: str) -> str:
    """Return what is kept of a message to search in: never its body or its files."""
    return "\n".join(filter(None, (folded(text) for text in (subject, *business, attention))))
