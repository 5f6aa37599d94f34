"""A citizen asks for a certificate and opens it (D3).

Asking keeps what it will say, its code and the order to make it, in one transaction with its audit event. It waits from
then on; it is never shown before it is sealed.
"""

from __future__ import annotations

from uuid import UUID

import msgspec
from django.db import connection, transaction

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.certificates import codes
from burgerprofiel.certificates.content import Content
from burgerprofiel.certificates.events import CertificateAsked, CertificateFetched
from burgerprofiel.certificates.issuing import gathering, places, queries, telling
from burgerprofiel.certificates.issuing.asking import TooManyError, UnknownError
from burgerprofiel.certificates.kinds import KINDS, LANGUAGES, Kind
from burgerprofiel.certificates.models import Certificate
from burgerprofiel.certificates.models.certificates import CertificateId, State
from burgerprofiel.certificates.purposes import PURPOSES
from burgerprofiel.kit import clock, jobs
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.people import vault

MOST_A_DAY = 20
"""Certificates that one citizen may ask for in a day (in Brussels); those that failed do not count."""
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
_encode = msgspec.msgpack.Encoder().encode


def ask(
    viewer: Viewer, kind: str, language: str, purpose: str, trace: Trace, draft: UUID | None = None
) -> CertificateId:
    """Ask for a certificate; return its id. It is made at once when the seal is there, and waits for it when not.

    `draft`, a UUIDv7 that a form carries, is the id it gets: pressing twice asks once. Asking the source may take as
    long as a source may; nobody's database connection waits for that. Raises the errors of `asking`, and
    OutsideMandateError.
    """
    wanted = KINDS.get(kind)
    if wanted is None or language not in LANGUAGES or purpose not in PURPOSES:
        raise UnknownError
    certificate_id = CertificateId(draft if draft is not None and draft.version == 7 else uuid7())
    if Certificate.objects.filter(citizen_id=viewer.citizen_id, id=certificate_id).exists():
        return certificate_id
    _refuse_too_many(viewer.citizen_id)
    content = gathering.gather(viewer, wanted, language, purpose)
    return _keep(viewer.citizen_id, certificate_id, wanted, language, content, trace)


def _refuse_too_many(citizen_id: CitizenId) -> None:
    mine = Certificate.objects.filter(citizen_id=citizen_id, asked_at__gte=gathering.today_began())
    if mine.exclude(state=State.FAILED).count() >= MOST_A_DAY:
        raise TooManyError


@transaction.atomic
def _keep(
    citizen_id: CitizenId, certificate_id: CertificateId, kind: Kind, language: str, content: Content, trace: Trace
) -> CertificateId:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [f"certificates.{citizen_id.hex}"])
    if Certificate.objects.filter(citizen_id=citizen_id, id=certificate_id).exists():
        return certificate_id
    _refuse_too_many(citizen_id)
    Certificate.objects.create(
        citizen_id=citizen_id,
        id=certificate_id,
        kind=kind.key,
        language=language,
        asked_at=clock.now(),
        code=codes.new(),
        sealed=vault.seal(citizen_id, _encode(content), places.content(certificate_id)),
    )
    jobs.ask("certificates.make", citizen=str(citizen_id), certificate=str(certificate_id))
    told = CertificateAsked(certificate=str(certificate_id), kind=kind.key, language=language, purpose=content.purpose)
    record(citizen_id, trace, told)
    return certificate_id


def fetch(viewer: Viewer, certificate_id: CertificateId, trace: Trace) -> queries.Document:
    """Return the sealed PDF, and record that it was fetched. Raises NotThereError, OSError."""
    found = queries.document(viewer, certificate_id)
    with transaction.atomic():
        told = CertificateFetched(certificate=str(certificate_id), kind=found.issued.kind.key)
        if viewer.actor is None:
            telling.seen(viewer.citizen_id, certificate_id)
        record(viewer.citizen_id, trace, told)
    return found
