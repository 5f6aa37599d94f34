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


class TokensEnded(Event, frozen=True, kw_only=True):
    """What an application was given ended before its time."""

    tag: ClassVar[str] = "access.token.ended"
    client: str
    reason: str
    """`reuse`: a code or refresh token was shown twice. `client`: the application gave it back."""


class ConsentGiven(Event, frozen=True, kw_only=True):
    """The citizen let an application know something about them."""

    tag: ClassVar[str] = "access.consent.given"
    client: str
    scope: str


class ConsentWithdrawn(Event, frozen=True, kw_only=True):
    """The citizen ended what an application may know."""

    tag: ClassVar[str] = "access.consent.withdrawn"
    client: str


class SignedOut(Event, frozen=True, kw_only=True):
    """The citizen ended a session."""

    tag: ClassVar[str] = "access.citizen.signed_out"
    where: str
    """`portal`, `provider` or `everywhere`."""


class KeyRenamed(Event, frozen=True, kw_only=True):
    """The citizen gave a key another name."""

    tag: ClassVar[str] = "access.key.renamed"
    kind: str
