"""The code on a certificate: short enough to type, without letters that look alike, and a slip is noticed (D5).

Twelve characters of thirty-one, the last one a check: the sum of each character's value times its place (1 to 12) is a
multiple of 31. As 31 is prime, one wrong character or two that changed places never make another code. Eleven random
characters are 54 bits; a code says nothing of a person, so guessing one tells that a certificate of some kind exists.
"""

from __future__ import annotations

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRTVWXYZ"
"""No I, L, O, S and U: they are read as 1, 1, 0, 5 and V."""
LENGTH = 12
GROUP = 4
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
_ALIKE = str.maketrans("ILOSU", "1105V")
_BETWEEN = str.maketrans("", "", " -._·\u2010\u2011\u2012\u2013\u2014\u00a0\u202f\t\r\n")
_INVERSE = pow(LENGTH, -1, len(ALPHABET))


class NoCodeError(ValueError):
    """A text that cannot be the code of a certificate."""


def new() -> str:
    """Return a new code, without the dashes."""
    first = "".join(secrets.choice(ALPHABET) for _place in range(LENGTH - 1))
    return first + ALPHABET[-_sum(first) * _INVERSE % len(ALPHABET)]


def pretty(code: str) -> str:
    """Return a code as it stands on paper: `7K3M-9QXT-2B4F`."""
    return "-".join(code[place : place + GROUP] for place in range(0, LENGTH, GROUP))


def read(text: str) -> str:
    """Return the code that somebody typed: small letters, spaces, dashes and letters that look alike are no matter.

    Raises NoCodeError when it has another length, another sign in it, or a slip that the check notices.
    """
    code = text.translate(_BETWEEN).upper().translate(_ALIKE)
    if len(code) != LENGTH or not set(code) <= _VALUES.keys() or _sum(code) % len(ALPHABET):
        raise NoCodeError
    return code


def _sum(letters: str) -> int:
    return sum(place * _VALUES[letter] for place, letter in enumerate(letters, start=1))
