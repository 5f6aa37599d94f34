"""How sure we are who somebody is: the Flemish assurance levels (contracts/mbp.md §5.3, contracts/ebox.md B.5)."""

from enum import Enum, IntEnum

AUTHMECH = "urn:be:vlaanderen:authmech:"


class Level(IntEnum):
    """A level of assurance; higher is surer. The number is the one ACM gives it."""

    NONE = 0
    LOW = 5
    SUBSTANTIAL = 25
    HIGH = 27
    EID = 35


class Key(Enum):
    """A digital key as ACM names it (`urn:be:vlaanderen:authmech:<name>`), with its level.

    The two of eIDAS are keys of another country: only another provider can vouch for them. `passkey` and `csammail` are
    ours: ACM knows no passkeys yet, and a code by e-mail is only as sure as the mailbox.
    """

    eid = ("eid", 35)
    eidashigh = ("eidashigh", 35)
    itsme = ("itsme", 27)
    passkey = ("passkey", 26)
    csamtotp = ("csamtotp", 26)
    csamsms = ("csamsms", 25)
    eidassubstantial = ("eidassubstantial", 25)
    csammail = ("csammail", 10)
    csampassword = ("csampassword", 5)

    @property
    def level(self) -> int:
        """How sure it is: a number of ACM's scale."""
        return self.value[1]

    @property
    def urn(self) -> str:
        """The `acr` value of this key."""
        return AUTHMECH + self.name

    @classmethod
    def from_urn(cls, urn: str) -> "Key | None":
        """Return the key that `urn` names, or None when we do not know it."""
        return cls.__members__.get(urn.removeprefix(AUTHMECH)) if urn.startswith(AUTHMECH) else None
