"""What a citizen has of certificates made here: the list, one of them, its document. The viewer comes first.

Who acts under a mandate sees those of the themes that the mandate is for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.certificates import codes
from burgerprofiel.certificates.content import Content
from burgerprofiel.certificates.issuing import places
from burgerprofiel.certificates.kinds import KINDS, Kind
from burgerprofiel.certificates.models import Certificate
from burgerprofiel.certificates.models.certificates import CertificateId, State
from burgerprofiel.kit import clock
from burgerprofiel.kit.packing import from_msgpack
from burgerprofiel.kit.storage import objects
from burgerprofiel.people import vault


class NotThereError(LookupError):
    """This viewer has no such certificate, or it has no document (yet, or any more)."""


@dataclass(frozen=True)
class Issued:
    """A certificate that was asked for. Nothing in it tells what it says."""

    id: CertificateId
    kind: Kind
    language: str
    asked_at: datetime
    state: State
    code: str
    """Without dashes; only one that is ready or withdrawn can be verified by it."""
    issued_on: date | None
    valid_until: date | None
    """The last day on which it counts; None: without end."""
    octets: int
    tries: int
    """How often sealing was tried in vain: above 0, a message comes when it is ready."""
    withdrawn_at: datetime | None
    withdrawn_why: str
    """One of `models.certificates.Why`, or empty."""

    @property
    def over(self) -> bool:
        """Whether its time is over."""
        return self.valid_until is not None and self.valid_until < clock.today()

    @property
    def file_name(self) -> str:
        """As it is saved: its title in its language, day and code, nothing of the citizen."""
        parts = (self.kind.titles[self.language], str(self.issued_on or ""), codes.pretty(self.code))
        return f"{' '.join(filter(None, parts))}.pdf"


@dataclass(frozen=True)
class Document:
    """A sealed PDF."""

    issued: Issued
    octets: int
    digest: bytes
    """SHA-256."""
    pieces: Iterator[bytes]


def certificates(viewer: Viewer) -> tuple[Issued, ...]:
    """Return all that were asked for, the newest first. One SQL statement."""
    rows = Certificate.objects.filter(citizen_id=viewer.citizen_id, kind__in=_kinds(viewer))
    return tuple(issued(row) for row in rows.defer("sealed", "key").order_by("-asked_at", "-id"))


def one(viewer: Viewer, certificate_id: CertificateId) -> Issued:
    """Return one of the viewer's. Raises NotThereError."""
    return issued(_row(viewer, certificate_id))


def content(viewer: Viewer, certificate_id: CertificateId) -> Content:
    """Return what one says; of one that failed nothing was kept. Raises NotThereError."""
    row = _row(viewer, certificate_id)
    if not row.sealed:
        raise NotThereError
    plain = vault.unseal(viewer.citizen_id, row.sealed, places.content(CertificateId(row.id)))
    return from_msgpack(plain, Content)


def document(viewer: Viewer, certificate_id: CertificateId) -> Document:
    """Return the sealed PDF of one that is ready. Raises NotThereError, OSError. Who shows it uses `actions.fetch`."""
    row = _row(viewer, certificate_id)
    if row.state != State.READY or row.key is None or row.digest is None:
        raise NotThereError
    key = vault.unseal(viewer.citizen_id, row.key, places.key(certificate_id))
    try:
        pieces = objects.pieces(row.object_name, key)
    except objects.GoneError as error:
        raise NotThereError from error
    return Document(issued(row), row.octets, bytes(row.digest), pieces)


def issued(row: Certificate) -> Issued:
    """Return what a row tells."""
    return Issued(
        id=CertificateId(row.id),
        kind=KINDS[row.kind],
        language=row.language,
        asked_at=row.asked_at,
        state=State(row.state),
        code=row.code,
        issued_on=row.issued_on,
        valid_until=row.valid_until,
        octets=row.octets,
        tries=row.tries,
        withdrawn_at=row.withdrawn_at,
        withdrawn_why=row.withdrawn_why,
    )


def _kinds(viewer: Viewer) -> list[str]:
    return [kind.key for kind in KINDS.values() if viewer.may_see(kind.theme)]


def _row(viewer: Viewer, certificate_id: CertificateId) -> Certificate:
    rows = Certificate.objects.filter(citizen_id=viewer.citizen_id, id=certificate_id, kind__in=_kinds(viewer))
    row = rows.first()
    if row is None:
        raise NotThereError
    return row
