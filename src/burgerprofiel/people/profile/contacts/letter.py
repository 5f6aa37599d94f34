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
from burgerprofiel.kit.letters import writing
from burgerprofiel.kit.letters.sheet import Code, Sheet, Text
from burgerprofiel.kit.letters.topics import Topic
from burgerprofiel.kit.letters.writing import Going
from burgerprofiel.kit.post import NotSentError, mail, sms
from burgerprofiel.people.profile.contact import Kind
from burgerprofiel.people.profile.contacts import proof
from burgerprofiel.people.profile.queries import called

log = structlog.get_logger(__name__)


def offered(kind: Kind) -> bool:
    """Whether codes can go out this way: a mail server or a gateway is configured."""
    return mail.offered() if kind is Kind.EMAIL else sms.offered()


def send(citizen_id: CitizenId, kind: Kind, expires_at: datetime, language: str) -> None:
    """Send this code, unless a newer one was asked for or it is used or over. Raises NotSentError to be tried again."""
    to = proof.sent(citizen_id, kind, expires_at) if expires_at > clock.now() else None
    if to is None:
        return
    code = proof.digits(citizen_id, kind, expires_at)
    with translation.override(language):
        known = f"{citizen_id.hex}.{kind}.{int(expires_at.timestamp())}"
        if kind is Kind.EMAIL:
            message = writing.written(sheet(code, called(citizen_id, to.given_name)), Going(known, to.value))
        else:
            message = writing.text(known, to.value, said(code))
    try:
        (mail if kind is Kind.EMAIL else sms).send(message)
    except NotSentError as error:
        log.warning("contact code not sent", kind=kind.value, reason=str(error), again=error.again)
        if error.again:
            raise


def sheet(code: str, name: str) -> Sheet:
    """Return the e-mail, in the language that is active."""
    words = {"code": code, "product": settings.CONFIG.brand_product}
    return Sheet(
        topic=Topic.CODE,
        subject=_("Your code for %(product)s") % words,
        title=_("%(code)s is your code for %(product)s") % words,
        name=name,
        parts=(
            Code(code),
            Text(_("With it you show in %(product)s that this e-mail address is yours.") % words),
            Text(_("The code works for ten minutes, once.")),
            Text(_("Did you not ask for it? Then do nothing, and give it to nobody.")),
        ),
    )


def said(code: str) -> str:
    """Return the text for a phone, in the language that is active."""
    what = _("%(code)s is your code to confirm this number in %(product)s. It works for ten minutes.")
    warning = _("Did you not ask for it? Then do nothing, and give it to nobody.")
    return f"{what % {'code': code, 'product': settings.CONFIG.brand_product}} {warning}"
