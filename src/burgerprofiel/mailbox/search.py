"""What search looks in: text without capitals, accents and double spaces (“Francois” finds “François”, A.4).

The registry seeks a text as it was typed; a citizen's own search seeks the stem of each word, so that “boetes” finds
“boete” (`stems`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from django.db import connection

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l"})
_DICTIONARIES = {"nl": "dutch_stem", "fr": "french_stem", "de": "german_stem", "en": "english_stem"}
_STEMS = """
SELECT coalesce((ts_lexize(%s, word))[1], word)
FROM unnest(%s::text[]) WITH ORDINALITY AS typed (word, place) ORDER BY place
"""
_MOST = 10
"""Words of a search; what is typed beyond them is not looked at."""
_SHORTEST = 3
"""Letters of a word of which another spelling is sought too."""


def folded(text: str) -> str:
    """Return a text as search compares it."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return " ".join("".join(letter for letter in apart if not unicodedata.combining(letter)).split())


def sought(subject: str, business: Iterable[str], attention: str) -> str:
    """Return what is kept of a message to search in: never its body or its files."""
    return "\n".join(filter(None, (folded(text) for text in (subject, *business, attention))))


def stems(typed: str, language: str = "nl") -> tuple[str, ...]:
    """Return the stem of each word, folded, for `Filter.words`. One SQL statement.

    A stem that does not begin its word is not used; “lopen” has “lop”, which does not find “loop”.
    """
    words = re.findall(r"[^\s\x00]+", folded(typed))[:_MOST]
    if not words:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(_STEMS, [_DICTIONARIES.get(language, "dutch_stem"), words])
        found = [folded(stem) for (stem,) in cursor.fetchall()]
    return tuple(_shorter(stem) if word.startswith(stem) else word for word, stem in zip(words, found, strict=True))


def alike(word: str) -> tuple[str, ...]:
    """Return a word, and its other spelling: Dutch writes a long vowel twice in a closed syllable, once in an open one.

    “facturen” finds “factuur”, and “factuur” finds “facturen”.
    """
    last = re.search(r"(?<![aeiou])(?:(aa|ee|oo|uu)|[aeou])([bcdfghjklmnprst])$", word)
    if last is None or len(word) < _SHORTEST:
        return (word,)
    begin, vowel, consonant = word[: last.start()], word[last.start()], last[2]
    return (word, f"{begin}{vowel}{consonant}e" if last[1] else f"{begin}{vowel * 2}{consonant}")


def _shorter(stem: str) -> str:
    """What PostgreSQL's Dutch leaves on: “boetes” is “boete”, “brieven” and “brief” have “brie” in common."""
    return re.sub(r"(?<=..e)s$|(?<=...)'s$|(?<=....)[vz]$", "", stem)
