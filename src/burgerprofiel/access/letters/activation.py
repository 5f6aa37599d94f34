"""The e-mail of an activation: the link.

The link does nothing without the code on paper. It stands in the query of its address, which no log of ours holds.
"""

from __future__ import annotations

from uuid import UUID

import structlog
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from burgerprofiel.access.activation import afterwards, secrets
from burgerprofiel.access.activation.details import Details, State, details_of, state_of
from burgerprofiel.access.models import Registration
from burgerprofiel.kit import formats
from burgerprofiel.kit.letters import writing
from burgerprofiel.kit.letters.sheet import Link, Sheet, Text
from burgerprofiel.kit.letters.topics import Topic
from burgerprofiel.kit.letters.writing import Going
from burgerprofiel.kit.post import Message, NotSentError, mail

log = structlog.get_logger(__name__)


def send_link(registration_id: UUID) -> None:
    """Send the link of a registration that still waits. Raises NotSentError when trying later may help."""
    row = Registration.objects.filter(id=registration_id).first()
    if row is None or state_of(row) is not State.WAITING:
        return
    with translation.override(row.language):
        message = _link(row, details_of(row))
    try:
        mail.send(message)
    except NotSentError as error:
        log.warning("activation mail not sent", reason=str(error), again=error.again)
        if error.again:
            raise
        afterwards.note_refused(row.id, bytes(row.link_hash))


def _link(row: Registration, known: Details) -> Message:
    token = secrets.link_token(row.id, known.link)
    link = f"{settings.CONFIG.access_origin}/op/activeren?link={token}"
    going = Going(f"{row.id.hex}.{bytes(row.link_hash).hex()[:16]}", known.email)
    return writing.written(sheet(known.given_name.partition(" ")[0], link, formats.moment(row.expires_at)), going)


def sheet(name: str, link: str, moment: str) -> Sheet:
    """Return the e-mail."""
    words = {"product": settings.CONFIG.brand_product, "moment": moment}
    return Sheet(
        topic=Topic.ACTIVATION,
        subject=_("Activate your digital keys for %(product)s") % words,
        name=name,
        parts=(
            Text(
                _(
                    "You were at a counter to get digital keys for %(product)s. Take the letter that you got there, "
                    "and open this link:"
                )
                % words
            ),
            Link(link),
            Text(_("You then type the code from the letter. The link works until %(moment)s, once.") % words),
            Text(
                _(
                    "Were you not at a counter? Then somebody gave your address by mistake. Do nothing: without the "
                    "letter this link opens nothing. We never ask for that code by phone."
                )
            ),
        ),
    )
