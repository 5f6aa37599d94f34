"""What the trail says about mandates, in the giver's and in the trail of who accepted, and about profiles.

No event holds what a citizen gave us: removed, it is gone.
"""

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


class CallNameChosen(Event, frozen=True, kw_only=True):
    """A citizen said how to call them."""

    tag: ClassVar[str] = "people.call_name.chosen"


class CallNameRemoved(Event, frozen=True, kw_only=True):
    """It was removed."""

    tag: ClassVar[str] = "people.call_name.removed"


class GivenNameKept(Event, frozen=True, kw_only=True):
    """The first name that a digital key told is kept from now on, to greet with."""

    tag: ClassVar[str] = "people.given_name.kept"


class GreetingRefused(Event, frozen=True, kw_only=True):
    """A citizen wants to be greeted without a name; none is kept any more."""

    tag: ClassVar[str] = "people.greeting.refused"


class GreetingAllowed(Event, frozen=True, kw_only=True):
    """They want to be greeted with a name again."""

    tag: ClassVar[str] = "people.greeting.allowed"


class LanguageChosen(Event, frozen=True, kw_only=True):
    """A citizen said in which language to write to them."""

    tag: ClassVar[str] = "people.language.chosen"


class LanguageRemoved(Event, frozen=True, kw_only=True):
    """It was removed."""

    tag: ClassVar[str] = "people.language.removed"


class PhotoChosen(Event, frozen=True, kw_only=True):
    """A citizen gave a photo."""

    tag: ClassVar[str] = "people.photo.chosen"


class PhotoRemoved(Event, frozen=True, kw_only=True):
    """It was removed."""

    tag: ClassVar[str] = "people.photo.removed"


class ContactAsked(Event, frozen=True, kw_only=True):
    """A code was sent to an address or a number that a citizen wants to be reached by."""

    tag: ClassVar[str] = "people.contact.asked"
    kind: str


class ContactProved(Event, frozen=True, kw_only=True):
    """The code was right: the citizen reads what comes there."""

    tag: ClassVar[str] = "people.contact.proved"
    contact: str
    kind: str


class ContactPreferred(Event, frozen=True, kw_only=True):
    """A citizen chose which of several comes first."""

    tag: ClassVar[str] = "people.contact.preferred"
    contact: str
    kind: str


class ContactRemoved(Event, frozen=True, kw_only=True):
    """A contact was removed."""

    tag: ClassVar[str] = "people.contact.removed"
    contact: str
    kind: str


class ContactDied(Event, frozen=True, kw_only=True):
    """Nothing arrives there any more."""

    tag: ClassVar[str] = "people.contact.died"
    contact: str
    kind: str
    why: str
    """What the mail server or the gateway answered, without the address."""


class ContactRevived(Event, frozen=True, kw_only=True):
    """Something arrived there again."""

    tag: ClassVar[str] = "people.contact.revived"
    contact: str


class AddressSaved(Event, frozen=True, kw_only=True):
    """A citizen saved a place, or gave it another name."""

    tag: ClassVar[str] = "people.address.saved"
    address: str


class AddressRemoved(Event, frozen=True, kw_only=True):
    """A saved place was removed."""

    tag: ClassVar[str] = "people.address.removed"
    address: str


class ProfileUnused(Event, frozen=True, kw_only=True):
    """Nobody signed in for 23 months; the citizen was told that the profile will be removed (E3)."""

    tag: ClassVar[str] = "people.profile.unused"
    seen: str
    """The day of the last sign-in."""


class ProfileForgotten(Event, frozen=True, kw_only=True):
    """All of a profile was removed."""

    tag: ClassVar[str] = "people.profile.forgotten"
    why: str
    """`unused`, `asked` or `death`."""


class ProfileRests(Event, frozen=True, kw_only=True):
    """Its citizen died: nothing goes out to them any more (C11)."""

    tag: ClassVar[str] = "people.profile.rests"


class ProfileAwake(Event, frozen=True, kw_only=True):
    """That was a mistake."""

    tag: ClassVar[str] = "people.profile.awake"
