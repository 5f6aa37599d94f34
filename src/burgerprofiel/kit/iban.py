"""The international bank account number (IBAN, ISO 13616), with the Belgian check of its own (contracts/ebox.md B.3).

The length per country is the IBAN registry's. That a number is valid does not say that the account exists.
"""

from __future__ import annotations

import msgspec

_CLEAN = str.maketrans("", "", " -")

_COUNTRIES = {
    15: "NO",
    16: "BE",
    18: "DK FI FK FO GL NL SD",
    19: "MK SI",
    20: "AT BA EE KZ LT LU MN XK",
    21: "CH HR LI LV",
    22: "BG BH CR DE GB GE IE ME RS VA",
    23: "AE GI IL IQ OM SO TL",
    24: "AD CZ ES MD PK RO SA SE SK TN VG",
    25: "LY PT ST",
    26: "IS TR",
    27: "BI DJ FR GR IT MC MR SM",
    28: "AL AZ BY CY DO GT HN HU LB NI PL SV",
    29: "BR EG PS QA UA",
    30: "JO KW MU YE",
    31: "MT SC",
    32: "LC",
    33: "RU",
}
_LENGTH = {country: length for length, countries in _COUNTRIES.items() for country in countries.split()}


class Iban(msgspec.Struct, frozen=True, order=True):
    """A valid account number; `characters` is the electronic form, without spaces."""

    characters: str

    def __post_init__(self) -> None:
        """Refuse what is no IBAN. Raises ValueError."""
        text = self.characters
        if not (text.isascii() and text.isalnum() and text[2:4].isdigit()) or text != text.upper():
            raise ValueError("An IBAN is two letters, two digits, and then letters and digits.")
        if text[:2] not in _LENGTH:
            raise ValueError("No IBAN starts with these two letters.")
        if len(text) != _LENGTH[text[:2]]:
            raise ValueError(f"An IBAN of this country has {_LENGTH[text[:2]]} characters.")
        if _mod97(text) != 1 or (text.startswith("BE") and not _belgian(text[4:])):
            raise ValueError("This is not a valid IBAN.")

    @classmethod
    def parse(cls, text: str) -> Iban:
        """Read the printed or the electronic form, in capitals or not. Raises ValueError."""
        return cls(text.translate(_CLEAN).upper())

    @property
    def country(self) -> str:
        """Two letters."""
        return self.characters[:2]

    def __str__(self) -> str:
        """As on paper, in groups of four: `BE72 0000 0000 1616`."""
        return " ".join(self.characters[start : start + 4] for start in range(0, len(self.characters), 4))


def _mod97(text: str) -> int:
    """ISO 7064 mod 97-10: a valid number leaves 1."""
    return int("".join(str(int(character, 36)) for character in text[4:] + text[:4])) % 97


def _belgian(account: str) -> bool:
    """Twelve digits, the last two the first ten mod 97, with 97 for 0."""
    return account.isdigit() and int(account[10:]) == (int(account[:10]) % 97 or 97)
