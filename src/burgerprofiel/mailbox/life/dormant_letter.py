"""What the owner of a dormant box is told, in few words and without a link: by SMS, or at another address."""

from __future__ import annotations

from uuid import UUID

import structlog
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.letters import writing
from burgerprofiel.kit.letters.sheet import Sheet, Text
from burgerprofiel.kit.letters.topics import Topic
from burgerprofiel.kit.letters.writing import Going
from burgerprofiel.kit.post import NotSentError, mail, sms
from burgerprofiel.mailbox.activation.queries import call_name_of
from burgerprofiel.mailbox.life import dormant
from burgerprofiel.people.profile.queries import called

log = structlog.get_logger(__name__)


def send(box_id: UUID) -> None:
    """Tell the owner, if nobody looked meanwhile. Raises NotSentError when trying later may help."""
    box = dormant.of(box_id)
    way, to = dormant.channel(box) if box else ("", "")
    if box is None or not way:
        return
    known = f"{box_id.hex}.{int(box.dormant_since.timestamp()) if box.dormant_since else 0}"
    with translation.override(box.language):
        if way == "sms":
            message = writing.text(known, to, said())
        else:
            message = writing.written(sheet(called(CitizenId(box_id)) or call_name_of(box)), Going(known, to))
    try:
        (sms if way == "sms" else mail).send(message)
    except NotSentError as error:
        log.warning("owner of a dormant box not told", way=way, reason=str(error), again=error.again)
        if error.again:
            raise


def said() -> str:
    """Return the text for a phone, in the language that is active: not even the name of a host, it would be a link."""
    product = {"product": settings.CONFIG.brand_product}
    return (
        _("%(product)s: letters lie unread in your mailbox, and they count as delivered. Look there today.") % product
    )


def sheet(name: str) -> Sheet:
    """Return the e-mail, in the language that is active."""
    return Sheet(
        topic=Topic.MAIL,
        subject=_("Letters lie unread in your mailbox"),
        name=name,
        parts=(
            Text(_("Nobody looked into your mailbox for long, and letters lie unread there. They count as delivered.")),
            Text(_("Open %(host)s yourself and look there today.") % {"host": settings.CONFIG.portal_address}),
        ),
        look_under=_("Mailbox"),
    )
