"""Sealing: bytes in, bytes out. There is a whole seal or there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto import x509
from django.utils import translation
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import SigningError

from burgerprofiel.certificates.seal import container, document, evidence, stamps
from burgerprofiel.certificates.seal.problems import Reason, SealUnavailableError
from burgerprofiel.certificates.seal.signers import checked, configured

__all__ = ["SealUnavailableError", "Sealed", "restamp", "seal", "would_last_until"]
LEVEL = "PAdES-B-LTA"
_FIRST_STAMP = 8_000
"""Octets kept free for a time stamp as long as none was seen."""
_seen = [0]
"""Octets of the largest time stamp so far."""


@dataclass(frozen=True)
class Sealed:
    """A sealed document."""

    pdf: bytes
    level: str
    """`PAdES-B-LTA`: it can be checked for as long as it gets a new time stamp in time."""
    stamped_until: datetime
    """Before this moment it needs a new time stamp (`restamp`)."""


class _Stamps:
    """The time stamps of one document, in their order."""

    def __init__(self) -> None:
        self.made: list[stamps.Stamp] = []

    def token(self, digest: bytes) -> bytes:
        """Return a time stamp for this digest (DER). Raises SealUnavailableError."""
        made = stamps.stamp(digest)
        self.made.append(made)
        _seen[0] = max(_seen[0], len(made.token))
        return made.token


def seal(pdf: bytes, *, reason: str) -> Sealed:
    """Seal a PDF; `reason` is a sentence in its language that readers show. Raises SealUnavailableError."""
    signer = configured.current()
    chain = checked.chain(signer)
    proof = evidence.of(chain[0], chain[1:], evidence.Purpose.SEAL)
    content, stamped = BytesIO(pdf), _Stamps()

    def work(digest: bytes) -> bytes:
        return container.signed(chain, digest, lambda data: checked.sign(signer, chain[0], data), stamped.token)

    room = container.octets(chain) + (_seen[0] + 256 if _seen[0] else _FIRST_STAMP)
    try:
        document.with_seal(content, work, room, reason, lambda language: _seal_of(chain[0], language))
        return _kept(content, [proof, stamped.made[0].proof], stamped)
    except (PdfError, SigningError, ValueError, KeyError, TypeError) as error:
        raise SealUnavailableError(Reason.DOCUMENT, f"This document cannot be sealed: {error}") from error


def restamp(pdf: bytes) -> Sealed:
    """Add a time stamp to a sealed document, with proof that the last one counts; in time, so that it does.

    Raises SealUnavailableError; also when the last time stamp counts no longer: then it is too late.
    """
    content, stamped = BytesIO(pdf), _Stamps()
    try:
        signed, digest = document.last_stamp(content)
        last = stamps.proof(signed, digest)
        return _kept(content, [last, stamps.service()], stamped)
    except (PdfError, SigningError, ValueError, KeyError, TypeError, IndexError) as error:
        raise SealUnavailableError(Reason.DOCUMENT, f"This document cannot be stamped anew: {error}") from error


def would_last_until() -> datetime:
    """Return until when a time stamp given now would count; what counts as long already needs none.

    Raises SealUnavailableError.
    """
    return stamps.service().ends


def _kept(content: BytesIO, proof: Sequence[evidence.Evidence], stamped: _Stamps) -> Sealed:
    """Add the proof and a time stamp over it."""
    room = _seen[0] + 256 if _seen[0] else _FIRST_STAMP
    document.with_stamp(content, proof, stamped.token, room, _time_stamp)
    return Sealed(content.getvalue(), LEVEL, stamped.made[-1].proof.ends)


def _seal_of(certificate: x509.Certificate, language: str) -> str:
    """The seal's name, which is read out."""
    subject = certificate.subject.native
    organisation = str(subject.get("organization_name") or subject.get("common_name") or "")
    with translation.override(_spoken(language)):
        return _("Electronic seal of %(organisation)s") % {"organisation": organisation}


def _time_stamp(language: str) -> str:
    with translation.override(_spoken(language)):
        return _("Time stamp")


def _spoken(language: str) -> str:
    return language if language in ("nl", "fr", "de") else "en"
