"""The code of an invitation: twelve letters and digits that one can read out on the phone (60 random bits).

Only its keyed hash is looked up; letters that look alike are taken for each other (Crockford's base 32).
"""

from __future__ import annotations

import hmac
import secrets
from functools import lru_cache

from django.conf import settings

from burgerprofiel.kit import sealing

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 12
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": "", "\u2011": "", "\u2013": ""})


def new() -> str:
    """Return a fresh code as it is shown: `K7ZP-4MQ2-9XWD`."""
    letters = "".join(secrets.choice(_LETTERS) for _each in range(_LENGTH))
    return "-".join(letters[start : start + 4] for start in range(0, _LENGTH, 4))


def bare(text: str) -> str:
    """Return what somebody typed as it is hashed; empty when it can be no code."""
    code = text.upper().translate(_ALIKE)
    return code if len(code) == _LENGTH and all(letter in _LETTERS for letter in code) else ""


@lru_cache(maxsize=1)
def _key() -> bytes:
    return sealing.derive(settings.CONFIG.secret("lookup_key"), "people mandate codes")


def digest(text: str) -> bytes:
    """Return under what the code is kept."""
    return hmac.digest(_key(), bare(text).encode(), "sha256")
