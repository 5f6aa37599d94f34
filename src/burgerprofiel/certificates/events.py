"""What the trail says about certificates."""

from typing import ClassVar

from burgerprofiel.audit.events import Event


class CertificateAsked(Event, frozen=True, kw_only=True):
    """The citizen asked for a certificate that is made here."""

    tag: ClassVar[str] = "certificates.certificate.asked"
    certificate: str
    kind: str
    language: str
    purpose: str


class CertificateReady(Event, frozen=True, kw_only=True):
    """A certificate was made and sealed."""

    tag: ClassVar[str] = "certificates.certificate.ready"
    certificate: str
    kind: str
    digest: str
    """SHA-256 of the sealed PDF, in hex."""
    level: str
    """Of the seal: `B-LTA`, …"""


class CertificateFailed(Event, frozen=True, kw_only=True):
    """A certificate could not be made; it can be asked for again."""

    tag: ClassVar[str] = "certificates.certificate.failed"
    certificate: str
    kind: str
    why: str
    """`not_set`: its text cannot be printed; `too_long`: the seal did not come in time."""


class CertificateFetched(Event, frozen=True, kw_only=True):
    """Somebody opened or saved the sealed PDF."""

    tag: ClassVar[str] = "certificates.certificate.fetched"
    certificate: str
    kind: str


class CertificateRestamped(Event, frozen=True, kw_only=True):
    """A certificate got a newer time stamp, so that its seal keeps counting."""

    tag: ClassVar[str] = "certificates.certificate.restamped"
    certificate: str
    kind: str
    digest: str
    """SHA-256 of the new version, in hex."""


class CertificateWithdrawn(Event, frozen=True, kw_only=True):
    """A certificate was withdrawn: whoever verifies it reads so."""

    tag: ClassVar[str] = "certificates.certificate.withdrawn"
    certificate: str
    kind: str
    why: str
    """One of `models.certificates.Why`."""
