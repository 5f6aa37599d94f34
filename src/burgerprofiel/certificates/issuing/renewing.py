"""A seal counts as long as its last time stamp can be trusted: before that ends, a newer one is put over it.

The document the citizen saved keeps counting until its own stamp ends; both versions belong to the code.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

from django.db import transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.certificates.events import CertificateRestamped
from burgerprofiel.certificates.issuing import places
from burgerprofiel.certificates.models import Certificate, Code
from burgerprofiel.certificates.models.certificates import CertificateId, State
from burgerprofiel.certificates.seal import actions as seal
from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.storage import objects
from burgerprofiel.people import vault

BEFORE = timedelta(days=90)
"""So long before the last stamp ends a newer one is asked for: time enough to see that it does not come."""


def due() -> Iterator[tuple[CitizenId, CertificateId]]:
    """Return every certificate that needs a newer time stamp; what counts no more needs none.

    Nor does what would count no longer with it, as while the service itself still waits for its next certificate.
    Raises SealUnavailableError.
    """
    before = min(clock.now() + BEFORE, seal.would_last_until())
    rows = Certificate.objects.filter(state=State.READY, stamped_until__lt=before)
    rows = rows.exclude(valid_until__lt=clock.today())
    for citizen_id, certificate_id in rows.order_by("stamped_until").values_list("citizen_id", "id").iterator():
        yield CitizenId(citizen_id), CertificateId(certificate_id)


def renew(citizen_id: CitizenId, certificate_id: CertificateId) -> None:
    """Put a newer time stamp over one, when it needs one. Raises SealUnavailableError, GoneError, OSError."""
    row = Certificate.objects.filter(citizen_id=citizen_id, id=certificate_id, state=State.READY).first()
    if row is None or row.key is None or row.stamped_until is None or row.stamped_until >= clock.now() + BEFORE:
        return
    key = vault.unseal(citizen_id, row.key, places.key(certificate_id))
    let_go()
    stamped = seal.restamp(b"".join(objects.pieces(row.object_name, key)))
    stored, before, done = objects.keep([stamped.pdf]), row.object_name, False
    try:
        done = _renewed(row, stamped, stored)
    finally:
        with suppress(OSError):  # then the sweep of orphans removes it
            objects.remove(before if done else stored.object_name)


@transaction.atomic
def _renewed(row: Certificate, stamped: seal.Sealed, stored: objects.Stored) -> bool:
    """Note the new version; False when another worker was first, or it was withdrawn meanwhile."""
    citizen_id, certificate_id = CitizenId(row.citizen_id), CertificateId(row.id)
    mine = Certificate.objects.filter(citizen_id=citizen_id, id=certificate_id, object_name=row.object_name)
    changed = mine.filter(state=State.READY).update(
        object_name=stored.object_name,
        octets=stored.octets,
        digest=stored.digest,
        key=vault.seal(citizen_id, stored.key, places.key(certificate_id)),
        stamped_until=stamped.stamped_until,
    )
    if not changed:
        return False
    code = Code.objects.select_for_update().get(code=row.code)
    code.digests = [*map(bytes, code.digests), stored.digest]
    code.save(update_fields=["digests"])
    told = CertificateRestamped(certificate=str(certificate_id), kind=row.kind, digest=stored.digest.hex())
    record(citizen_id, Trace(actor="system"), told)
    return True
