"""The code as an e-mail or a text: what for, how long it lasts, what to do when one did not ask. It holds no link.

The number comes first: a phone shows the beginning on its locked screen.
"""

from __future__ import annotations

from datetime import datetime

import structlog
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.post import Message, NotSentError, mail, sms
from burgerprofiel.people.profile.contact import Kind
from burgerprofiel.people.profile.contacts import proof

log = structlog.get_logger(__name__)


def offered(kind: Kind) -> bool:
    """Whether codes can go out this way: a mail server or a gateway is configured."""
    return mail.offered() if kind is Kind.EMAIL else sms.offered()


def send(citizen_id: CitizenId, kind: Kind, expires_at: datetime, language: str) -> None:
    """Send this code, unless a newer one was asked for or it is used or over. Raises NotSentError to be tried again."""
    to = proof.sent(citizen_id, kind, expires_at) if expires_at > clock.now() else ""
    if not to:
        return
    code = proof.digits(citizen_id, kind, expires_at)
    with translation.override(language):
        name = f"{citizen_id.hex}.{kind}.{int(expires_at.timestamp())}"
        message = Message(name, to, subject(), text(kind, code))
    try:
        (mail if kind is Kind.EMAIL else sms).send(message)
    except NotSentError as error:
        log.warning("contact code not sent", kind=kind.value, reason=str(error), again=error.again)
        if error.again:
            raise


def subject() -> str:
    """Return the subject of the e-mail, in the language that is on."""
    return _("Your code for %(product)s") % {"product": settings.CONFIG.brand_product}


def text(kind: Kind, code: str) -> str:
    """Return the text, in the language that is on."""
    what = {
        Kind.EMAIL: _("%(code)s is your code. With it you show in %(product)s that you read this e-mail address."),
        Kind.PHONE: _("%(code)s is your code. With it you show in %(product)s that this number is yours."),
    }[kind] % {"code": code, "product": settings.CONFIG.brand_product}
    lasts = _("The code works for ten minutes, once.")
    warning = _("Did you not ask for it? Then do nothing, and give it to nobody.")
    return f"{what}\n\n{lasts} {warning}\n" if kind is Kind.EMAIL else f"{what} {lasts} {warning}\n"
