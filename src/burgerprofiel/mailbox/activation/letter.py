"""The code as an e-mail: what it is for, how long it lasts, what to do when one did not ask. It holds no link."""

from __future__ import annotations

from datetime import datetime

import structlog
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.post import Message, NotSentError, mail
from burgerprofiel.mailbox.activation import proof
from burgerprofiel.mailbox.models import EmailProof

log = structlog.get_logger(__name__)


def send(citizen_id: CitizenId, expires_at: datetime, language: str) -> None:
    """Send this code, unless a newer one was asked for or it is used or over. Raises NotSentError to be tried again."""
    row = EmailProof.objects.filter(box_id=citizen_id, expires_at=expires_at).first()
    if row is None or expires_at <= clock.now():
        return
    to, code = proof.address_of(row), proof.digits(citizen_id, expires_at)
    with translation.override(language):
        message = Message(f"{citizen_id.hex}.{int(expires_at.timestamp())}", to, _subject(), _text(code))
    try:
        mail.send(message)
    except NotSentError as error:
        log.warning("mailbox code not sent", reason=str(error), again=error.again)
        if error.again:
            raise


def _subject() -> str:
    return _("Your code for %(product)s") % {"product": settings.CONFIG.brand_product}


def _text(code: str) -> str:
    """The number comes first: a phone shows the beginning on its locked screen."""
    words = {"code": code, "product": settings.CONFIG.brand_product}
    what = _(
        "%(code)s is your code. With it you show that this e-mail address is yours. "
        "News of letters in your %(product)s then comes here."
    )
    lasts = _("The code works for ten minutes, once.")
    warning = _("Did you not ask for it? Then do nothing, and give it to nobody.")
    return f"{what % words}\n\n{lasts} {warning}\n"
