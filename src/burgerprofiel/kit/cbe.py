"""Numbers of the Crossroads Bank for Enterprises (KBO): of an enterprise and of its establishments.

Rule and vectors: contracts/ebox.md B.2. A valid number says nothing about whether the enterprise is active.
"""

from __future__ import annotations

import msgspec

_CLEAN = str.maketrans("", "", ". ")


def _check(digits: str, first: str, what: str) -> None:
    """Ten digits, the last two 97 minus the rest mod 97. Raises ValueError."""
    if len(digits) != 10 or not (digits.isascii() and digits.isdigit()):
        raise ValueError(f"An {what} has 10 digits.")
    if digits[0] not in first or int(digits[:8]) % 97 + int(digits[8:]) != 97:
        raise ValueError(f"This is not a valid {what}.")


def on_paper(number: str) -> str:
    """Return an enterprise number as on paper, whether or not it is valid: `0456.123.791`; any other text as it is.

    Sources drop the zero at the front of the older numbers.
    """
    digits = number.zfill(10)
    whole = len(number) >= 9 and len(digits) == 10 and digits.isdigit()
    return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}" if whole else number


class CbeNumber(msgspec.Struct, frozen=True, order=True):
    """A valid enterprise number; `digits` are the ten digits."""

    digits: str

    def __post_init__(self) -> None:
        """Refuse what is no enterprise number. Raises ValueError."""
        _check(self.digits, "01", "enterprise number")

    @classmethod
    def parse(cls, text: str) -> CbeNumber:
        """Read `0884.303.369`, `0884303369` or the VAT form `BE 0884.303.369`. Raises ValueError."""
        return cls(text.translate(_CLEAN).removeprefix("BE"))

    @property
    def vat(self) -> str:
        """The VAT number."""
        return "BE" + self.digits

    def __str__(self) -> str:
        """As on paper: `0884.303.369`."""
        return on_paper(self.digits)


class EstablishmentNumber(msgspec.Struct, frozen=True, order=True):
    """A valid number of an establishment unit; `digits` are the ten digits."""

    digits: str

    def __post_init__(self) -> None:
        """Refuse what is no establishment number. Raises ValueError."""
        _check(self.digits, "2345678", "establishment number")

    @classmethod
    def parse(cls, text: str) -> EstablishmentNumber:
        """Read `2.284.303.346` or `2284303346`. Raises ValueError."""
        return cls(text.translate(_CLEAN))

    def __str__(self) -> str:
        """As on paper: `2.284.303.346`."""
        return f"{self.digits[0]}.{self.digits[1:4]}.{self.digits[4:7]}.{self.digits[7:]}"
