"""News of a certificate: it is ready after all, it could not be made, it was withdrawn. It is a notice, and no letter.

Who waits in front of the screen sees it there; only what had to wait is told. A notice leads to the certificate and
holds nothing of what that says.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.db import transaction
from django.utils import translation

from burgerprofiel.certificates.kinds import KINDS, Kind
from burgerprofiel.certificates.models import Certificate
from burgerprofiel.certificates.models.certificates import CertificateId, State
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices import actions, passing
from burgerprofiel.notices.notice import Notice

_NEWS: Mapping[str, str] = {
    State.READY: "certificates.ready",
    State.FAILED: "certificates.failed",
    State.WITHDRAWN: "certificates.withdrawn",
}


class TooEarlyError(Exception):
    """It is not told yet: what became of it is not on disk, for a worker's new jobs do not wait for its transaction."""


def tell(citizen_id: CitizenId, certificate_id: CertificateId) -> None:
    """Tell the citizen what became of it, once. Raises TooEarlyError."""
    row = Certificate.objects.filter(citizen_id=citizen_id, id=certificate_id).defer("sealed").first()
    if row is not None and row.state == State.WAITING:
        raise TooEarlyError
    if row is None or row.state not in _NEWS:
        return
    kind = _NEWS[row.state]
    notice = Notice(
        citizen_id=citizen_id,
        kind=kind,
        key=_key(kind, certificate_id),
        values={"certificate": _titles(KINDS[row.kind])},
        path=f"/attesten/{certificate_id}",
        transaction=f"certificate {certificate_id}",
    )
    with transaction.atomic():
        actions.tell(notice)


def seen(citizen_id: CitizenId, certificate_id: CertificateId) -> None:
    """Note that its citizen opened it: that it is ready need not be told any more. One SQL statement."""
    passing.seen(citizen_id, [_key(kind, certificate_id) for kind in _NEWS.values()])


def _key(kind: str, certificate_id: CertificateId) -> str:
    return f"{kind} {certificate_id}"


def _titles(kind: Kind) -> Mapping[str, str]:
    told = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            told[language] = kind.title()
    return told
