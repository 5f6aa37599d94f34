"""What the owner of a dormant box is told, in few words and without a link: by SMS, or at another address."""

from __future__ import annotations

from uuid import UUID

import structlog
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from burgerprofiel.kit.post import Message, NotSentError, mail, sms
from burgerprofiel.mailbox.life import dormant

log = structlog.get_logger(__name__)


def send(box_id: UUID) -> None:
    """Tell the owner, if nobody looked meanwhile. Raises NotSentError when trying later may help."""
    box = dormant.of(box_id)
    way, to = dormant.channel(box) if box else ("", "")
    if box is None or not way:
        return
    words = {"product": settings.CONFIG.brand_product, "host": settings.CONFIG.portal_host}
    with translation.override(box.language):
        subject = _("Letters lie unread in your mailbox")
        text = _(
            "%(product)s: letters lie unread in your mailbox, and they count as delivered. "
            "Open %(host)s yourself and look there."
        )
    since = int(box.dormant_since.timestamp()) if box.dormant_since else 0
    try:
        (sms if way == "sms" else mail).send(Message(f"{box_id.hex}.{since}", to, subject, text % words))
    except NotSentError as error:
        log.warning("owner of a dormant box not told", way=way, reason=str(error), again=error.again)
        if error.again:
            raise
