"""The Belgian structured payment reference (OGM in Dutch, VCS in French): `+++010/8068/17183+++`.

Rule and vectors: contracts/ebox.md B.3: ten digits and two check digits, the ten mod 97 with 97 for 0.
"""

from __future__ import annotations

import msgspec

_CLEAN = str.maketrans("", "", "+*/ ")


class PaymentReference(msgspec.Struct, frozen=True, order=True):
    """A valid structured reference; `digits` are the twelve digits."""

    digits: str

    def __post_init__(self) -> None:
        """Refuse what is no structured reference. Raises ValueError."""
        if len(self.digits) != 12 or not (self.digits.isascii() and self.digits.isdigit()):
            raise ValueError("A structured payment reference has 12 digits.")
        if int(self.digits[10:]) != _check(int(self.digits[:10])):
            raise ValueError("This is not a valid structured payment reference.")

    @classmethod
    def parse(cls, text: str) -> PaymentReference:
        """Read `+++010/8068/17183+++`, `***010/8068/17183***` or the bare digits. Raises ValueError."""
        return cls(text.translate(_CLEAN))

    @classmethod
    def of(cls, number: int) -> PaymentReference:
        """Return the reference of a number of at most ten digits. Raises ValueError."""
        if not 0 <= number < 10**10:
            raise ValueError("A structured payment reference is made of a number of at most 10 digits.")
        return cls(f"{number:010}{_check(number):02}")

    def __str__(self) -> str:
        """As on a transfer form: `+++010/8068/17183+++`."""
        return f"+++{self.digits[:3]}/{self.digits[3:7]}/{self.digits[7:]}+++"


def _check(number: int) -> int:
    return number % 97 or 97
