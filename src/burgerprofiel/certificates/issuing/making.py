"""A certificate that waits becomes a sealed document, or stays waiting: there is never one without its seal.

Nobody's database connection waits for the typesetter or for the seal. Two workers that make the same one agree at the
end: the second finds that it is there, and forgets its own.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import structlog
from django.db import IntegrityError, transaction
from django.db.models import F

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Event, Trace
from burgerprofiel.certificates import codes, documents
from burgerprofiel.certificates.content import Content
from burgerprofiel.certificates.events import CertificateFailed, CertificateReady
from burgerprofiel.certificates.issuing import places
from burgerprofiel.certificates.kinds import KINDS, Kind
from burgerprofiel.certificates.models import Certificate, Code
from burgerprofiel.certificates.models.certificates import CertificateId, State
from burgerprofiel.certificates.seal import actions as seal
from burgerprofiel.kit import clock, jobs
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.packing import from_msgpack
from burgerprofiel.kit.storage import objects
from burgerprofiel.people import vault

if TYPE_CHECKING:
    from burgerprofiel.certificates.seal.actions import Sealed

LONGEST = timedelta(days=3)
"""What waits longer says what was true too long ago: it fails, and can be asked for again."""
AT_ONCE = timedelta(seconds=15)
"""So long somebody stays in front of the screen; what took longer is told."""
_SYSTEM = Trace(actor="system")
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class _Waiting:
    """One that waits, with all that it is made of."""

    citizen_id: CitizenId
    id: CertificateId
    kind: Kind
    language: str
    code: str
    content: Content

    @property
    def row(self) -> dict[str, object]:
        """How its row is found, as long as it waits."""
        return {"citizen_id": self.citizen_id, "id": self.id, "state": State.WAITING}


def make(citizen_id: CitizenId, certificate_id: CertificateId) -> None:
    """Make and seal one that waits; nothing happens to any other.

    Raises SealUnavailableError, OSError: it stays waiting, and this is to be tried again.
    """
    row = Certificate.objects.filter(citizen_id=citizen_id, id=certificate_id, state=State.WAITING).first()
    if row is None:
        return
    if row.asked_at < clock.now() - LONGEST:
        _fail(row, "too_long")
        return
    plain = vault.unseal(citizen_id, row.sealed, places.content(certificate_id))
    content = from_msgpack(plain, Content)
    let_go()
    it = _Waiting(citizen_id, certificate_id, KINDS[row.kind], row.language, row.code, content)
    today = clock.today()
    try:
        pdf = documents.made(it.kind, it.language, it.content, it.code, today)
    except documents.NotSetError:
        _fail(row, "not_set")
        return
    _keep(it, today, _sealed(it, pdf))


def _sealed(it: _Waiting, pdf: bytes) -> Sealed:
    try:
        return seal.seal(pdf, reason=documents.reason(it.kind, it.language))
    except seal.SealUnavailableError:
        Certificate.objects.filter(**it.row).update(tries=F("tries") + 1)
        log.warning("certificate waits for its seal", kind=it.kind.key)
        raise


def _keep(it: _Waiting, today: date, sealed: Sealed) -> None:
    stored = objects.keep([sealed.pdf])
    done = False
    try:
        done = _ready(it, today, sealed, stored)
    except IntegrityError:
        # the code is in use: with 31^11 of them next to never, but then another one is needed
        Certificate.objects.filter(**it.row).update(code=codes.new())
        raise
    finally:
        if not done:
            with suppress(OSError):  # then the sweep of orphans removes it
                objects.remove(stored.object_name)


@transaction.atomic
def _ready(it: _Waiting, today: date, sealed: Sealed, stored: objects.Stored) -> bool:
    """Note that it is there; False when it was there before, or is not wanted any more."""
    row = Certificate.objects.select_for_update().filter(**it.row).first()
    if row is None:
        return False
    row.state, row.issued_on, row.valid_until = State.READY, today, it.kind.valid_until(today)
    row.object_name, row.octets, row.digest = stored.object_name, stored.octets, stored.digest
    row.key = vault.seal(it.citizen_id, stored.key, places.key(it.id))
    row.stamped_until = sealed.stamped_until
    row.save()
    Code.objects.create(
        code=it.code,
        kind=it.kind.key,
        language=it.language,
        issued_on=today,
        valid_until=row.valid_until,
        digests=[stored.digest],
    )
    if row.tries or clock.now() - row.asked_at > AT_ONCE:
        jobs.ask("certificates.tell", citizen=str(it.citizen_id), certificate=str(it.id))
    digest = stored.digest.hex()
    told = CertificateReady(certificate=str(it.id), kind=it.kind.key, digest=digest, level=sealed.level)
    record(it.citizen_id, _SYSTEM, told)
    return True


@transaction.atomic
def _fail(row: Certificate, why: str) -> None:
    """Note that it will not come; nothing of what it would have said is kept."""
    mine = Certificate.objects.filter(citizen_id=row.citizen_id, id=row.id, state=State.WAITING)
    if mine.update(state=State.FAILED, sealed=b""):
        jobs.ask("certificates.tell", citizen=str(row.citizen_id), certificate=str(row.id))
        told: Event = CertificateFailed(certificate=str(row.id), kind=row.kind, why=why)
        record(CitizenId(row.citizen_id), _SYSTEM, told)
