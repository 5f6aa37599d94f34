"""News of a certificate, in the citizen's mailbox: it is ready after all, it could not be made, it was withdrawn.

Who waits in front of the screen sees it there; only what had to wait is told. The message says where to look and holds
nothing of what the certificate says.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.utils.translation import gettext as _

from burgerprofiel.certificates.kinds import KINDS, Kind
from burgerprofiel.certificates.models import Certificate
from burgerprofiel.certificates.models.certificates import CertificateId, State
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.mailbox.publishing import ours

KIND = "attest"


class TooEarlyError(Exception):
    """It is not told yet: what became of it is not on disk, for a worker's new jobs do not wait for its transaction."""


def tell(citizen_id: CitizenId, certificate_id: CertificateId) -> None:
    """Put what became of it in the citizen's mailbox, once; a box that is not open gets none. Raises TooEarlyError."""
    row = Certificate.objects.filter(citizen_id=citizen_id, id=certificate_id).defer("sealed").first()
    if row is not None and row.state == State.WAITING:
        raise TooEarlyError
    if row is None or row.state not in _NEWS:
        return
    subject, text = _NEWS[State(row.state)]
    kind = KINDS[row.kind]
    message = ours.Ours(KIND, lambda: _("News of a certificate"), partial(subject, kind), partial(_text, text, kind))
    ours.publish(citizen_id, message, row.language, key=f"certificate {certificate_id} {row.state}")


def _text(text: Callable[[], str], kind: Kind) -> str:
    where = _("Open %(host)s yourself, sign in and look under “Certificates”. This message holds no link.")
    told = {"host": settings.CONFIG.portal_host}
    return "\n\n".join((f"{kind.title()}.", text(), where % told))


def _is_ready(kind: Kind) -> str:
    return _("Ready: %(certificate)s") % {"certificate": kind.title()}


def _has_failed(kind: Kind) -> str:
    return _("Not made: %(certificate)s") % {"certificate": kind.title()}


def _is_withdrawn(kind: Kind) -> str:
    return _("Withdrawn: %(certificate)s") % {"certificate": kind.title()}


def _ready() -> str:
    return _("You asked for this certificate when it could not be sealed. Now it is sealed and ready to save.")


def _failed() -> str:
    return _(
        "You asked for this certificate. We could not make it, and nothing of it was kept. You can ask for it anew."
    )


def _withdrawn() -> str:
    return _(
        "This certificate was withdrawn and counts no more. Whoever verifies it reads that too. Why it was withdrawn "
        "stands with the certificate."
    )


_NEWS: dict[str, tuple[Callable[[Kind], str], Callable[[], str]]] = {
    State.READY: (_is_ready, _ready),
    State.FAILED: (_has_failed, _failed),
    State.WITHDRAWN: (_is_withdrawn, _withdrawn),
}
