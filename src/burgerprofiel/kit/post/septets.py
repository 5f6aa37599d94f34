"""How long a text is on a phone: what it costs is counted in segments (3GPP TS 23.038 §6.2.1, TS 23.040 §9.2.3.24.1).

In the alphabet of GSM 160 septets are one segment, and 153 each of several; the signs of its extension take two, and
are never parted. One sign outside it makes the whole text UCS-2: 70, and 67 each of several; a sign beyond the first
plane (an emoji) takes two, which stay together too.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")
_PLAIN = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "‐": "-",
        "\u2011": "-", "−": "-", "…": "...", "•": "*", "·": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ",
        "´": "'", "`": "'", "œ": "oe", "Œ": "OE", "\u200b": "", "\ufeff": "", "\u00ad": "",
    }
)  # fmt: skip
_CASES = {"gsm7": (160, 153), "ucs2": (70, 67)}


@dataclass(frozen=True)
class Length:
    """What a text costs."""

    alphabet: str
    """`gsm7` or `ucs2`."""
    units: int
    """Septets, or 16-bit units."""
    segments: int

    @property
    def left(self) -> int:
        """Units that still fit into the last segment."""
        single, several = _CASES[self.alphabet]
        return single - self.units if self.segments <= 1 else max(0, self.segments * several - self.units)


def length(text: str) -> Length:
    """Count a text. Signs that take two units are not parted: a unit before the end of a segment may stay empty."""
    if all(sign in BASIC or sign in EXTENSION for sign in text):
        return _counted("gsm7", [2 if sign in EXTENSION else 1 for sign in text])
    return _counted("ucs2", [2 if ord(sign) > 0xFFFF else 1 for sign in text])


def _counted(alphabet: str, sizes: list[int]) -> Length:
    single, several = _CASES[alphabet]
    units = sum(sizes)
    if units <= single:
        return Length(alphabet, units, 1 if units else 0)
    segments, used = 1, 0
    for size in sizes:
        if used + size > several:
            segments, used = segments + 1, 0
        used += size
    return Length(alphabet, (segments - 1) * several + used, segments)


def slim(text: str) -> str:
    """Return the text in as few segments as it can have without other words.

    Quotes, dashes and blanks of printers become plain ones when that saves a segment; accents go only when that saves
    one too, and never half of them: `geïnformeerd` reads as `geinformeerd`, `Ελένη` stays itself.
    """
    best = text
    for tried in (text.translate(_PLAIN), _bare(text.translate(_PLAIN))):
        if length(tried).segments < length(best).segments:
            best = tried
    return best


def _bare(text: str) -> str:
    """Take accents off the letters that GSM does not have with them."""
    return "".join(sign if sign in BASIC or sign in EXTENSION else _base(sign) for sign in text)


def _base(sign: str) -> str:
    base = unicodedata.normalize("NFD", sign)[:1]
    return base if base in BASIC and base.isalpha() else sign


def fitted(text: str, segments: int) -> str:
    """Return the text if it fits into so many segments, else its beginning with an ellipsis, cut between words."""
    whole = slim(text)
    if length(whole).segments <= segments:
        return whole
    words = whole.split(" ")
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _fits(words[:middle], segments) else (low, middle - 1)
    return slim(" ".join(words[:low]).rstrip(" ,;:.-") + "...") if low else _cut(whole, segments)


def _fits(words: list[str], segments: int) -> bool:
    return length(slim(" ".join(words) + "...")).segments <= segments


def _cut(text: str, segments: int) -> str:
    """Of one endless word: as much as fits."""
    end = len(text)
    while end and length(text[:end] + "...").segments > segments:
        end -= max(1, end // 16)
    return text[:end] + "..."
