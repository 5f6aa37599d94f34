"""The code in each e-mail: who holds it can ask whether we wrote that e-mail, on which day and about what (C6).

Sixteen letters and digits that nobody but us can make, so that no table of letters is kept: fifteen bits of day, five
of topic, twenty of whom it went to, forty of proof. Whose address that is cannot be read from it; who names an address
hears whether it was that one. A fraud can copy a code from an e-mail of their own, but not make it fit another address.
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.conf import settings

from burgerprofiel.kit import sealing
from burgerprofiel.kit.letters.topics import Topic

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: without I, L, O and U, which people take for others."""
_READ_AS = str.maketrans("OIL", "011")
_BEGAN = date(2025, 1, 1)
_CODE = re.compile(r"(?<![0-9A-Z])[0-9A-Z](?:[\s.·_–-]{0,3}[0-9A-Z]){15}(?![0-9A-Z])")
LONGEST = 20_000
"""Characters that are looked at: a whole e-mail may be pasted."""
_MARK = "letters proof"


@dataclass(frozen=True)
class Proof:
    """What a code says of a letter."""

    topic: Topic
    day: date
    """On which it was written, in Brussels."""
    _whom: int

    def went_to(self, address: str) -> bool:
        """Whether the letter went to this address."""
        return _whom(address) == self._whom


@lru_cache(maxsize=1)
def _key() -> bytes:
    return sealing.derive(settings.CONFIG.secret("lookup_key"), _MARK)


def written(topic: Topic, day: date, address: str) -> str:
    """Return the code of a letter, in groups of four."""
    said = ((day - _BEGAN).days << 25) | (topic.value << 20) | _whom(address)
    signs = _as_signs((said << 40) | _proof(said))
    return "-".join(signs[place : place + 4] for place in range(0, 16, 4))


def read(text: str) -> Proof | None:
    """Return what the code in a text says; None: there is none of ours in it.

    Blanks, dashes, small letters, and O for 0 or I and L for 1 are forgiven; words around it too.
    """
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).upper()
    for found in _CODE.finditer(plain):
        proof = _read(re.sub(r"[^0-9A-Z]", "", found[0]).translate(_READ_AS))
        if proof:
            return proof
    return None


def _read(signs: str) -> Proof | None:
    if "U" in signs:
        return None
    number = 0
    for sign in signs:
        number = number << 5 | _SIGNS.index(sign)
    said, proof = number >> 40, number & (1 << 40) - 1
    if not hmac.compare_digest(_proof(said).to_bytes(5, "big"), proof.to_bytes(5, "big")):
        return None
    return Proof(Topic(said >> 20 & 31), _BEGAN + timedelta(days=said >> 25), said & (1 << 20) - 1)


def _proof(said: int) -> int:
    return int.from_bytes(hmac.digest(_key(), b"said" + said.to_bytes(5, "big"), "sha256")[:5], "big")


def _whom(address: str) -> int:
    plain = unicodedata.normalize("NFKC", address).strip().casefold().encode()
    return int.from_bytes(hmac.digest(_key(), b"whom" + plain, "sha256")[:3], "big") >> 4


def _as_signs(number: int) -> str:
    return "".join(_SIGNS[number >> 5 * place & 31] for place in reversed(range(16)))
