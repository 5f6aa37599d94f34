"""What is found of a PDF and its seals: facts first (`Seal`), and the one outcome that a reader hears first.

The terms are those of ETSI EN 319 102-1 (validation) and EN 319 142-1 (levels of PAdES).
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec

from burgerprofiel.certificates.verifying.others import Known, Standing


class Outcome(StrEnum):
    """What is to be said of a PDF first."""

    SEALED = "sealed"
    """Sealed by somebody we trust, and not changed since."""
    SIGNED = "signed"
    """Not changed since a person signed it whom somebody we trust vouches for: no organisation's word."""
    WITHDRAWN = "withdrawn"
    """The seal holds, yet who issued the certificate took it back."""
    OUTDATED = "outdated"
    """The seal holds, yet the certificate counted until a day that is over."""
    ADDED = "added"
    """What was sealed is there, and something was added after it."""
    CHANGED = "changed"
    """What stands there is not what was sealed."""
    DAMAGED = "damaged"
    """A part is missing."""
    STRANGER = "stranger"
    """Not changed, but sealed by somebody whom we cannot vouch for."""
    EXPIRED = "expired"
    """Sealed with a certificate whose time was over."""
    REVOKED = "revoked"
    """Sealed with a certificate that had been revoked."""
    UNPROVED = "unproved"
    """Not changed, and sealed by somebody we know, but something is missing to be sure."""
    UNSEALED = "unsealed"
    """A PDF without a seal."""
    REGISTERED = "registered"
    """With or without a seal: this very file is with us, and what it stands for counts (`others`)."""
    SUSPENDED = "suspended"
    """Likewise, yet what it stands for does not count for now."""
    NOT_YET = "notYet"
    """Likewise, yet what it stands for counts later."""
    REFUSED = "refused"
    """Not looked at."""


class Refusal(StrEnum):
    """Why a file was not looked at."""

    EMPTY = "empty"
    NOT_PDF = "notPdf"
    TOO_LARGE = "tooLarge"
    ENCRYPTED = "encrypted"
    ACTIVE = "activeContent"
    FILES_INSIDE = "filesInside"
    UNREADABLE = "unreadable"
    TOO_MUCH = "tooMuch"
    """Looking at it takes more time or memory than we give."""


class Missing(StrEnum):
    """What there is not, and would be needed to be sure."""

    AUTHORITY = "authority"
    """The authority above the sealing certificate is not one that we trust."""
    TIME = "timeStamp"
    """No time stamp of somebody we trust: when it was sealed is what who sealed it says."""
    REVOCATION = "revocation"
    """No proof that the certificate was not revoked."""


class Seal(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One seal in a PDF."""

    person: bool
    """A person signed, be it at an organisation; no organisation sealed (`holders`)."""
    name: str
    """Who sealed: the common name in the certificate."""
    organisation: str
    organisation_id: str
    """`organizationIdentifier` (`NTRBE-0…`, ETSI EN 319 412-1); empty when it says none."""
    country: str
    authority: str
    """Who vouches for the certificate."""
    level: str
    """`PAdES B-B`, `B-T`, `B-LT`, `B-LTA`, or `CMS` for what is no PAdES."""
    sealed_at: datetime | None
    """When; None: it does not say."""
    proved_time: bool
    """Whether a time stamp says so, of somebody whom we trust."""
    intact: bool
    """What it covers is as it was."""
    added: bool
    """Something was added after it that is more than proofs for the long term."""
    whole: bool
    """It covers the document as it is, but for such proofs."""
    trusted: bool
    """The chain leads to somebody whom we trust, and held when it was sealed."""
    missing: tuple[Missing, ...]
    indication: str
    """`TOTAL-PASSED`, `TOTAL-FAILED` or `INDETERMINATE` (EN 319 102-1 §5.1.3), and why: `INDETERMINATE:NO_POE`."""
    expired: bool
    revoked: bool
    digest: str
    """`sha256`…"""
    algorithm: str
    serial: str
    fingerprint: str
    """SHA-256 of the certificate, in hex."""
    valid_from: datetime
    valid_until: datetime
    reason: str
    location: str


class Stamp(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A time stamp of the whole document, which keeps the proofs fresh (B-LTA)."""

    authority: str
    stamped_at: datetime
    trusted: bool
    intact: bool


class Examined(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What the reader found."""

    refused: Refusal | None = None
    seals: tuple[Seal, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    altered: bool = False
    """What a seal covers is not what it was, and so much that it cannot be read any more."""
    damaged: bool = False
    """A part is missing, or the end is."""
    pages: int = 0
    title: str = ""
    technical: str = ""
    """For experts, in English: what the reader said, line by line."""


class Ours(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What we know of a certificate that we issued."""

    code: str
    kind: str
    language: str
    issued_on: date
    valid_until: date | None
    withdrawn_at: datetime | None
    withdrawn_why: str
    digests: tuple[str, ...]
    """SHA-256 of the PDF in its versions, in hex."""


class Verdict(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What anybody reads of a PDF."""

    outcome: Outcome
    examined: Examined
    digest: str
    """SHA-256 of the file that was shown, in hex; empty when it was not read."""
    checked_at: datetime
    ours: Ours | None = None
    """The certificate of ours that this very file is."""
    known: Known | None = None
    """What a body told us of this very file."""


def outcome(found: Examined, ours: Ours | None, today: date, known: Known | None = None) -> Outcome:
    """Return what is to be said first: the worst that was found, of any seal; then what is known of this very file."""
    if found.refused:
        return Outcome.REFUSED
    if found.altered or not all(each.intact for each in found.stamps):
        return Outcome.CHANGED
    if found.damaged:
        return Outcome.DAMAGED
    first = _of_seals(found.seals) if found.seals else Outcome.UNSEALED
    if known is not None and first in _NOTHING_WRONG:
        return _STANDING[known.standing]
    if first is not Outcome.SEALED or ours is None:
        return first
    if ours.withdrawn_at:
        return Outcome.WITHDRAWN
    return Outcome.OUTDATED if ours.valid_until and ours.valid_until < today else Outcome.SEALED


_NOTHING_WRONG = (Outcome.SEALED, Outcome.SIGNED, Outcome.UNSEALED, Outcome.STRANGER, Outcome.UNPROVED)
"""Of the seal: that this very file is with us says the rest."""
_STANDING = {
    Standing.COUNTS: Outcome.REGISTERED,
    Standing.NOT_YET: Outcome.NOT_YET,
    Standing.SUSPENDED: Outcome.SUSPENDED,
    Standing.REVOKED: Outcome.WITHDRAWN,
    Standing.OVER: Outcome.OUTDATED,
}
_SAID_FIRST = (
    Outcome.CHANGED,
    Outcome.ADDED,
    Outcome.REVOKED,
    Outcome.STRANGER,
    Outcome.EXPIRED,
    Outcome.UNPROVED,
    Outcome.SEALED,
    Outcome.SIGNED,
)
"""The worst; yet what an organisation sealed stays so when a person signs it too."""


def _of_seals(seals: tuple[Seal, ...]) -> Outcome:
    """The worst of all seals; what stands behind the last one is told by whether that one covers the whole."""
    each = [of_seal(seal) for seal in seals[:-1]]
    last = of_seal(seals[-1])
    if last in (Outcome.SEALED, Outcome.SIGNED) and not seals[-1].whole:
        last = Outcome.ADDED
    return min((*each, last), key=_SAID_FIRST.index)


def of_seal(seal: Seal) -> Outcome:
    """Return what one seal says by itself."""
    if not seal.intact:
        return Outcome.CHANGED
    if seal.added:
        return Outcome.ADDED
    if seal.revoked:
        return Outcome.REVOKED
    if Missing.AUTHORITY in seal.missing:
        return Outcome.STRANGER
    if seal.expired:
        return Outcome.EXPIRED
    if not seal.trusted or seal.missing:
        return Outcome.UNPROVED
    return Outcome.SIGNED if seal.person else Outcome.SEALED
