"""The national number (SSIN, in Dutch INSZ): sensitive, so it is a type of its own that does not print itself.

Rules and vectors: contracts/ebox.md B.1; test numbers: contracts/mbp.md §7.2 (month + 60, can never be a person; their
month and day need not make a date).
Nothing about a person is read from it: neither birth date nor sex.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from burgerprofiel.kit import clock

_OFFSETS = {0: "national", 20: "bis", 40: "bis", 60: "test", 80: "test"}
"""80 is a BIS number made into a test number (20 + 60): one stands in the shared answers of MAGDA-Mock."""


class Ssin:
    """A valid national, BIS or test number. `str()` and `repr()` hide it; `digits` and `formatted` tell it."""

    __slots__ = ("_digits",)

    def __init__(self, text: str) -> None:
        """Accept 11 digits, with or without the printed form's dots, dashes and spaces. Raises ValueError."""
        digits = text.translate(str.maketrans("", "", ".- "))
        if len(digits) != 11 or not (digits.isascii() and digits.isdigit()):
            raise ValueError("A national number has 11 digits.")
        if not any(_holds(digits, prefix, century) for prefix, century in (("", 1900), ("2", 2000))):
            raise ValueError("This is not a valid national number.")
        self._digits = digits

    @property
    def digits(self) -> str:
        """The eleven digits, as the contracts carry them."""
        return self._digits

    @property
    def formatted(self) -> str:
        """As on paper: `85.07.30-033.28`."""
        d = self._digits
        return f"{d[:2]}.{d[2:4]}.{d[4:6]}-{d[6:9]}.{d[9:]}"

    @property
    def kind(self) -> str:
        """`national`, `bis` or `test`."""
        return _OFFSETS[int(self._digits[2:4]) // 20 * 20]

    def __eq__(self, other: object) -> bool:
        """Equal when the digits are."""
        return isinstance(other, Ssin) and other._digits == self._digits

    def __hash__(self) -> int:
        """Hash on the digits."""
        return hash(self._digits)

    def __repr__(self) -> str:
        """Hide the number: this text may reach a log."""
        return "Ssin(•••)"

    __str__ = __repr__


_DIGITS = re.compile(r"[0-9]+")
_BETWEEN = re.compile(r"[\s._/–-]{1,3}")
_GROUPS = ((11,), (9, 2), (6, 5), (6, 3, 2), (2, 2, 2, 5), (2, 2, 2, 3, 2))
"""How the digits are written together; other groups are a telephone number, or somebody's own numbers."""


def stands_in(text: str) -> bool:
    """Whether a text holds what is a valid national number, with or without signs between its groups of digits.

    Digits that go on before or after it are another number (an IBAN, a reference).
    """
    groups = list(_DIGITS.finditer(text))
    return any(_begins_at(text, groups[place:]) for place in range(len(groups)))


def _begins_at(text: str, groups: list[re.Match[str]]) -> bool:
    lengths = tuple(len(group[0]) for group in groups[:5])
    for shape in _GROUPS:
        meant = groups[: len(shape)]
        between = (text[one.end() : other.start()] for one, other in pairwise(meant))
        if lengths[: len(shape)] == shape and all(map(_BETWEEN.fullmatch, between)):
            return _is_valid("".join(group[0] for group in meant))
    return False


def _is_valid(digits: str) -> bool:
    try:
        Ssin(digits)
    except ValueError:
        return False
    return True


_ELEVEN = re.compile(r"(?<!\d)(?=(\d(?:[\s._/‐–-]{0,3}\d){10})(?!\d))")


def without_numbers(text: str) -> str:
    """Return a text with dots for each national number in it, however its digits are grouped; the rest as it is.

    What goes out by e-mail or as a text is read on its way. Digits that go on before or after it are another number.
    """
    kept, upto = [], 0
    for found in _ELEVEN.finditer(text):
        begin, end = found.span(1)
        if begin >= upto and _is_valid("".join(str(int(each)) for each in found[1] if each.isdecimal())):
            kept += [text[upto:begin], "•••"]
            upto = end
    return "".join((*kept, text[upto:]))


def _holds(digits: str, prefix: str, century: int) -> bool:
    """Whether checksum, counter and date hold for a birth in this century."""
    if int(prefix + digits[:9]) % 97 + int(digits[9:]) != 97:
        return False
    month, day, counter = int(digits[2:4]), int(digits[4:6]), int(digits[6:9])
    offset = month // 20 * 20
    if offset not in _OFFSETS or month - offset > 12:
        return False
    if _OFFSETS[offset] == "test":
        return True  # it has no birth date, possible or not
    if offset == 0 and counter in (0, 999):
        return False
    return _date_can_be(century + int(digits[:2]), month - offset, day)


def _date_can_be(year: int, month: int, day: int) -> bool:
    """A known date exists and has come; unknown parts are zeros, and a day above 31 marks an exhausted series."""
    today = clock.today()
    if not month or not day or day > 31:
        return year <= today.year
    try:
        return date(year, month, day) <= today
    except ValueError:
        return False
