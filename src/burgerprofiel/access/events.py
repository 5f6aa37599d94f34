"""What the trail says about signing in and out."""

from typing import ClassVar

from burgerprofiel.audit.events import Event


class SignedIn(Event, frozen=True, kw_only=True):
    """The citizen showed a key at the provider."""

    tag: ClassVar[str] = "access.citizen.signed_in"
    key: str


class SignInRefused(Event, frozen=True, kw_only=True):
    """The citizen was known, yet the key was refused (a revoked card, for instance)."""

    tag: ClassVar[str] = "access.key.refused"
    key: str
    reason: str


class KeyAdded(Event, frozen=True, kw_only=True):
    """The citizen added a digital key."""

    tag: ClassVar[str] = "access.key.added"
    kind: str


class KeyRemoved(Event, frozen=True, kw_only=True):
    """A digital key was taken away."""

    tag: ClassVar[str] = "access.key.removed"
    kind: str


class PasswordChanged(Event, frozen=True, kw_only=True):
    """The citizen chose another user name and password."""

    tag: ClassVar[str] = "access.password.changed"


class RestrictionSet(Event, frozen=True, kw_only=True):
    """A judge, a register or the citizen restricted what the citizen's keys may do."""

    tag: ClassVar[str] = "access.restriction.set"
    kind: str


class RestrictionLifted(Event, frozen=True, kw_only=True):
    """That restriction ended."""

    tag: ClassVar[str] = "access.restriction.lifted"
    kind: str


class SessionOpened(Event, frozen=True, kw_only=True):
    """The portal opened a session on the provider's word."""

    tag: ClassVar[str] = "access.session.opened"
    issuer: str
    key: str


class TokenIssued(Event, frozen=True, kw_only=True):
    """An application was told who the citizen is."""

    tag: ClassVar[str] = "access.token.issued"
    client: str
    scope: str


class TokenExchanged(Event, frozen=True, kw_only=True):
    """An application exchanged what it was given, so that another application knows the citizen too."""

    tag: ClassVar[str] = "access.token.exchanged"
    client: str
    audience: str
    scope: str


class TokensEnded(Event, frozen=True, kw_only=True):
    """What an application was given ended before its time."""

    tag: ClassVar[str] = "access.token.ended"
    client: str
    reason: str
    """`reuse`: a code or refresh token was shown twice. `client`: the application gave it back. `role`: it was for an
    organisation in which the citizen has no role any more, or whose group the application no longer lets in."""


class OrganisationSpokenFor(Event, frozen=True, kw_only=True):
    """What an application was told, it was told of somebody of this organisation."""

    tag: ClassVar[str] = "access.organisation.spoken_for"
    client: str
    group: str
    organisation: str


class ConsentGiven(Event, frozen=True, kw_only=True):
    """The citizen let an application know something about them."""

    tag: ClassVar[str] = "access.consent.given"
    client: str
    scope: str
    purposes: tuple[str, ...] = ()
    """For what the mailbox is open to it."""
    until: str = ""
    """The last day of that, as an ISO date."""


class ConsentWithdrawn(Event, frozen=True, kw_only=True):
    """The citizen ended what an application may know."""

    tag: ClassVar[str] = "access.consent.withdrawn"
    client: str


class SignedOut(Event, frozen=True, kw_only=True):
    """The citizen ended a session."""

    tag: ClassVar[str] = "access.citizen.signed_out"
    where: str
    """`portal`, `desk`, `provider` or `everywhere`."""


class KeyRenamed(Event, frozen=True, kw_only=True):
    """The citizen gave a key another name."""

    tag: ClassVar[str] = "access.key.renamed"
    kind: str


class RegistrationMade(Event, frozen=True, kw_only=True):
    """A civil servant registered who the citizen is, so that they can activate keys without an eID (A4)."""

    tag: ClassVar[str] = "access.registration.made"
    organisation: str
    purpose: str
    document: str


class RegistrationRefused(Event, frozen=True, kw_only=True):
    """A counter wanted to register the citizen, and the rules forbid it."""

    tag: ClassVar[str] = "access.registration.refused"
    organisation: str
    purpose: str
    reason: str


class LetterReplaced(Event, frozen=True, kw_only=True):
    """A counter printed another activation letter; the one before is worth nothing."""

    tag: ClassVar[str] = "access.registration.letter_replaced"
    organisation: str
    purpose: str


class LinkRedirected(Event, frozen=True, kw_only=True):
    """A counter sent another activation link, perhaps to another address; the one before is worth nothing."""

    tag: ClassVar[str] = "access.registration.link_sent"
    organisation: str
    purpose: str


class RegistrationWithdrawn(Event, frozen=True, kw_only=True):
    """A counter ended a registration before it was used."""

    tag: ClassVar[str] = "access.registration.withdrawn"
    organisation: str
    purpose: str


class RegistrationRead(Event, frozen=True, kw_only=True):
    """A civil servant opened what their counter registered about the citizen, or looked it up by national number."""

    tag: ClassVar[str] = "access.registration.read"
    organisation: str


class KeysLocked(Event, frozen=True, kw_only=True):
    """A counter locked all digital keys, because the citizen said there that somebody else had activated them."""

    tag: ClassVar[str] = "access.registration.keys_locked"
    organisation: str
    purpose: str


class RegistrationBlocked(Event, frozen=True, kw_only=True):
    """Five wrong codes were typed: letter and link are worth nothing any more."""

    tag: ClassVar[str] = "access.registration.blocked"


class RegistrationUsed(Event, frozen=True, kw_only=True):
    """The citizen activated their keys with the letter and the link of a counter."""

    tag: ClassVar[str] = "access.registration.used"
    organisation: str


class ActingBegan(Event, frozen=True, kw_only=True):
    """Somebody began to act for another at the portal, under a mandate; in the trails of both."""

    tag: ClassVar[str] = "access.mandate.acting_began"
    mandate: str
    giver: str
    actor: str
    """Both names, sealed for the citizen whose trail it is (`people.mandates.naming`)."""


class ActingEnded(Event, frozen=True, kw_only=True):
    """They stopped, or the mandate ended."""

    tag: ClassVar[str] = "access.mandate.acting_ended"
    mandate: str
    actor: str = ""
    """Their name, sealed for the giver; empty when they ended the session from elsewhere: the trace says who."""


class MandateTold(Event, frozen=True, kw_only=True):
    """An application was told that somebody acts for another, under a mandate; in the trails of both."""

    tag: ClassVar[str] = "access.mandate.told"
    client: str
    mandate: str
    giver: str
    actor: str


class ClientChangeProposed(Event, frozen=True, kw_only=True):
    """A civil servant proposed to register an application, or to change it; in their own trail."""

    tag: ClassVar[str] = "access.client.change_proposed"
    client: str
    change: str


class ClientChangeDecided(Event, frozen=True, kw_only=True):
    """Another one decided about it, or it was withdrawn; in the trails of both."""

    tag: ClassVar[str] = "access.client.change_decided"
    client: str
    change: str
    decision: str
    """`approved`, `refused` or `withdrawn`."""
