"""What the trail says about mandates: in the giver's, and in the trail of who accepted."""

from typing import ClassVar

from burgerprofiel.audit.events import Event


class MandateGiven(Event, frozen=True, kw_only=True):
    """A citizen gave a mandate; nobody can act under it before somebody accepts."""

    tag: ClassVar[str] = "people.mandate.given"
    mandate: str
    scopes: str
    begins: str
    ends: str
    organisation: str
    """Its id; empty: for a person."""


class MandateAccepted(Event, frozen=True, kw_only=True):
    """Somebody accepted a mandate."""

    tag: ClassVar[str] = "people.mandate.accepted"
    mandate: str
    giver: str
    taker: str
    """Both names, sealed for the citizen whose trail it is (`people.mandates.naming`)."""


class MandateConfirmed(Event, frozen=True, kw_only=True):
    """The giver saw who accepted and agreed: from now on it holds."""

    tag: ClassVar[str] = "people.mandate.confirmed"
    mandate: str
    giver: str
    taker: str


class MandateLimited(Event, frozen=True, kw_only=True):
    """The giver narrowed a mandate, at once."""

    tag: ClassVar[str] = "people.mandate.limited"
    mandate: str
    scopes: str
    ends: str


class MandateEnded(Event, frozen=True, kw_only=True):
    """A mandate was refused or withdrawn, or one of the two died."""

    tag: ClassVar[str] = "people.mandate.ended"
    mandate: str
    by: str
    """`giver`, `taker`, `refused` or `death`."""
    giver: str
    taker: str


class InvitationRenewed(Event, frozen=True, kw_only=True):
    """The giver asked for another code; the one before is worth nothing."""

    tag: ClassVar[str] = "people.mandate.invited_again"
    mandate: str
