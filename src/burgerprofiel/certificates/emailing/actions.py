"""A citizen sends themselves a certificate: a link to it, and the file itself only when they want that.

E-mail is read on its way: it says neither which certificate it is nor a national number. What is in the attached file
is the citizen's choice. While the mail server is waited for, no connection to the database is held.
"""

from __future__ import annotations

from datetime import datetime

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit.actions import record
from burgerprofiel.certificates.emailing.queries import MOST_A_DAY, ways
from burgerprofiel.certificates.events import CertificateMailAsked, CertificateMailed
from burgerprofiel.certificates.models import Mailed
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.kit.letters import writing
from burgerprofiel.kit.letters.sheet import Link, Sheet, Text
from burgerprofiel.kit.letters.topics import Topic
from burgerprofiel.kit.letters.writing import Going
from burgerprofiel.kit.post import Attachment, NotSentError, mail
from burgerprofiel.people.profile.queries import called

_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
log = structlog.get_logger(__name__)


class RefusedError(Exception):
    """Nothing was sent. `why`: `address` (none is proved), `many` (enough for today) or `failed` (the mail server)."""

    def __init__(self, why: str) -> None:
        """Say why."""
        super().__init__(why)
        self.why = why


def send(viewer: Viewer, about: str, page: str, attached: Attachment | None) -> None:
    """Send a link to `page` (a path of the portal) and, when given, the file. `about` names it in the trail.

    Raises RefusedError.
    """
    where = ways(viewer)
    if not where.allowed or not where.address:
        raise RefusedError("address")
    row = _begin(viewer, about, attached=attached is not None)
    going = Going(row.id.hex, where.address, attachments=(attached,) if attached else ())
    name = called(viewer.citizen_id, viewer.given_name)
    letter = writing.written(
        sheet(name, f"{settings.CONFIG.portal_origin}{page}", attached=attached is not None), going
    )
    try:
        mail.send(letter)
    except NotSentError as error:
        log.warning("certificate not mailed", reason=str(error))
        _end(row, viewer, "failed")
        raise RefusedError("failed") from error
    _end(row, viewer, "sent")


@transaction.atomic
def _begin(viewer: Viewer, about: str, *, attached: bool) -> Mailed:
    """Count it before it goes, so that many at once are no way round."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [f"certificates.mail.{viewer.citizen_id.hex}"])
    began = datetime.combine(clock.today(), datetime.min.time(), clock.BRUSSELS)
    if Mailed.objects.filter(citizen_id=viewer.citizen_id, at__gte=began).count() >= MOST_A_DAY:
        raise RefusedError("many")
    row = Mailed.objects.create(citizen_id=viewer.citizen_id, id=uuid7(), at=clock.now())
    record(viewer.citizen_id, viewer.trace, CertificateMailAsked(mail=str(row.id), about=about, attached=attached))
    return row


@transaction.atomic
def _end(row: Mailed, viewer: Viewer, outcome: str) -> None:
    if outcome != "sent":
        Mailed.objects.filter(citizen_id=row.citizen_id, id=row.id).delete()
    record(CitizenId(row.citizen_id), viewer.trace, CertificateMailed(mail=str(row.id), outcome=outcome))


def sheet(name: str, link: str, *, attached: bool) -> Sheet:
    """Return the e-mail, in the language that is active: what it says, without what it is about."""
    product = {"product": settings.CONFIG.brand_product}
    file = _("It is the file with this e-mail. Pass it on as a file: a print has no legal force.")
    return Sheet(
        topic=Topic.CERTIFICATES,
        subject=_("A certificate that you asked for"),
        name=name,
        parts=(
            Text(_("You sent yourself a certificate from %(product)s.") % product),
            *((Text(file),) if attached else ()),
            Text(_("You find it here after you sign in:")),
            Link(link),
            Text(_("Did you not do this? Then sign in and look at who used your digital keys.")),
        ),
        look_under=_("Certificates"),
    )
