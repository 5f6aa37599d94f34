"""How sure we are who somebody is: the Flemish assurance levels (contracts/mbp.md §5.3, contracts/ebox.md B.5)."""

from enum import IntEnum

AUTHMECH = "urn:be:vlaanderen:authmech:"


class Level(IntEnum):
    """A level of assurance; higher is surer. The number is the one ACM gives it."""

    NONE = 0
    LOW = 5
    SUBSTANTIAL = 25
    HIGH = 27
    EID = 35


class Key(IntEnum):
    """A digital key as ACM names it (`urn:be:vlaanderen:authmech:<name>`); the value is its level."""

    eid = 35
    itsme = 27
    csamtotp = 26
    csamsms = 25
    csampassword = 5

    @property
    def urn(self) -> str:
        """The `acr` value of this key."""
        return AUTHMECH + self.name

    @classmethod
    def from_urn(cls, urn: str) -> "Key | None":
        """Return the key that `urn` names, or None when we do not know it."""
        return cls.__members__.get(urn.removeprefix(AUTHMECH)) if urn.startswith(AUTHMECH) else None
