"""An address in Belgium, and the question after one."""

from __future__ import annotations

import msgspec


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """An address in Belgium. `repr` hides it."""

    street: str
    number: str
    box: str = ""
    postcode: str
    municipality: str
    nis: str = ""
    """The NIS code of the municipality; empty: not known."""
    register_id: str = ""
    """The object id in the address register (Basisregisters Vlaanderen); empty: typed, and not found there."""

    def __repr__(self) -> str:
        """Hide it: this text may reach a log."""
        return "Address(…)"

    @property
    def lines(self) -> tuple[str, str]:
        """As on an envelope."""
        first = f"{self.street} {self.number}" + (f" bus {self.box}" if self.box else "")
        return first, f"{self.postcode} {self.municipality}"

    @property
    def key(self) -> str:
        """By which a form names it among others that were found."""
        return "|".join((*self.lines, self.register_id))


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody typed. `repr` hides it."""

    street: str
    number: str
    box: str = ""
    where: str
    """A postcode, a municipality, or both."""

    def __repr__(self) -> str:
        """Hide it: this text may reach a log."""
        return "Question(…)"
