"""A certificate is withdrawn: from that moment whoever verifies it reads so, and why in one of four words.

What is withdrawn is not given out any more; it stays in the list of its citizen, who is told.
"""

from __future__ import annotations

from django.db import transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.certificates.events import CertificateWithdrawn
from burgerprofiel.certificates.models import Certificate, Code
from burgerprofiel.certificates.models.certificates import State, Why
from burgerprofiel.kit import clock, jobs
from burgerprofiel.kit.ids import CitizenId


class NoSuchCertificateError(LookupError):
    """No certificate was issued with this code."""


@transaction.atomic
def withdraw(code: str, why: Why, trace: Trace) -> bool:
    """Withdraw the certificate with this code (`codes.read`); False when it was withdrawn before.

    Raises NoSuchCertificateError.
    """
    known = Code.objects.select_for_update().filter(code=code).first()
    if known is None:
        raise NoSuchCertificateError
    if known.withdrawn_at is not None:
        return False
    now = clock.now()
    Code.objects.filter(code=code).update(withdrawn_at=now, withdrawn_why=why)
    row = Certificate.objects.filter(code=code, state=State.READY).first()
    if row is not None:
        mine = Certificate.objects.filter(citizen_id=row.citizen_id, id=row.id)
        mine.update(state=State.WITHDRAWN, withdrawn_at=now, withdrawn_why=why)
        jobs.ask("certificates.tell", citizen=str(row.citizen_id), certificate=str(row.id))
        told = CertificateWithdrawn(certificate=str(row.id), kind=row.kind, why=why.value)
        record(CitizenId(row.citizen_id), trace, told)
    return True
