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


class CertificateProvided(Event, frozen=True, kw_only=True):
    """A local authority put a certificate here, or a newer version of one."""

    tag: ClassVar[str] = "certificates.provided.put"
    certificate: str
    language: str
    digest: str
    """SHA-256 of the PDF, in hex."""


class CertificateTakenBack(Event, frozen=True, kw_only=True):
    """A local authority took a certificate away."""

    tag: ClassVar[str] = "certificates.provided.taken_back"
    certificate: str
    language: str


class ProvidedListed(Event, frozen=True, kw_only=True):
    """A portal read which certificates local authorities put here."""

    tag: ClassVar[str] = "certificates.provided.listed"
    client: str
    count: int


class ProvidedFetched(Event, frozen=True, kw_only=True):
    """A portal fetched the document of one."""

    tag: ClassVar[str] = "certificates.provided.fetched"
    client: str
    certificate: str
    language: str


class RegisterAsked(Event, frozen=True, kw_only=True):
    """The citizen asked for a certificate of the National Register."""

    tag: ClassVar[str] = "certificates.register.asked"
    kind: str
    language: str


class RegisterFetched(Event, frozen=True, kw_only=True):
    """Somebody saved a certificate that the National Register gave in this session."""

    tag: ClassVar[str] = "certificates.register.fetched"
    kind: str
    language: str


class CertificateMailAsked(Event, frozen=True, kw_only=True):
    """The citizen wants a certificate sent to the e-mail address that they proved."""

    tag: ClassVar[str] = "certificates.mail.asked"
    mail: str
    about: str
    """The certificate's id, or the kind of one of the National Register."""
    attached: bool


class CertificateMailed(Event, frozen=True, kw_only=True):
    """What became of that e-mail: `sent`, or `failed`, and then nothing went."""

    tag: ClassVar[str] = "certificates.mail.ended"
    mail: str
    outcome: str


class ListSeen(Event, frozen=True, kw_only=True):
    """Somebody looked at the list of certificates."""

    tag: ClassVar[str] = "certificates.list.seen"
    count: int
    """How many had been asked for."""


class FetchedListed(Event, frozen=True, kw_only=True):
    """A source was asked which certificates it keeps of the citizen."""

    tag: ClassVar[str] = "certificates.fetched.listed"
    source: str
    outcome: str
    """As the trail calls answers of sources: `data`, `nothing`, `not_allowed`, or why there was none."""
    count: int
    milliseconds: int


class FetchedSaved(Event, frozen=True, kw_only=True):
    """Somebody saved a certificate that a source keeps."""

    tag: ClassVar[str] = "certificates.fetched.saved"
    source: str
    certificate: str
    """Our name for it: an id of the source may hold a national number."""
    language: str
    digest: str
    """SHA-256 of the PDF, in hex."""
