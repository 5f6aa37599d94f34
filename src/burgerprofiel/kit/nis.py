"""The NIS code: how registers name a municipality, its arrondissement, its province and its region (REFNIS)."""

from __future__ import annotations

import msgspec

FLANDERS, WALLONIA, BRUSSELS = "02000", "03000", "04000"

_PROVINCES = {
    "1": "10000", "23": "20001", "24": "20001", "25": "20002", "3": "30000", "4": "40000",
    "5": "50000", "6": "60000", "7": "70000", "8": "80000", "9": "90000",
}  # fmt: skip
_FLEMISH = {"10000", "20001", "30000", "40000", "70000"}


class NisCode(msgspec.Struct, frozen=True, order=True):
    """The code of a municipality: five digits, the first two its arrondissement."""

    digits: str

    def __post_init__(self) -> None:
        """Refuse what cannot be a municipality's code. Raises ValueError."""
        if len(self.digits) != 5 or not (self.digits.isascii() and self.digits.isdigit()):
            raise ValueError("A NIS code has 5 digits.")
        if self.digits[0] == "0" or self.digits.endswith("000"):
            raise ValueError("This NIS code is not a municipality's.")

    @property
    def arrondissement(self) -> str:
        """The NIS code of the arrondissement: `24062` → `24000`."""
        return self.digits[:2] + "000"

    @property
    def province(self) -> str | None:
        """The NIS code of the province: `24062` → `20001`. None in Brussels, which lies in no province."""
        return _PROVINCES.get(self.digits[:2]) or _PROVINCES.get(self.digits[0])

    @property
    def region(self) -> str:
        """The NIS code of the region."""
        if self.province is None:
            return BRUSSELS
        return FLANDERS if self.province in _FLEMISH else WALLONIA

    def __str__(self) -> str:
        """Return the five digits."""
        return self.digits
