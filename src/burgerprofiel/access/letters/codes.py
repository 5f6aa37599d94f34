"""A one-time code as a message: what it is, how long it lasts, what to do when one did not ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import structlog
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from burgerprofiel.access.keys import codes, kept
from burgerprofiel.access.models import OneTimeCode
from burgerprofiel.access.restrictions import died
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.letters import writing
from burgerprofiel.kit.letters.sheet import Code, Sheet, Text
from burgerprofiel.kit.letters.topics import Topic
from burgerprofiel.kit.letters.writing import Going
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.post import Message, NotSentError, mail, sms
from burgerprofiel.people.profile.queries import called

log = structlog.get_logger(__name__)
_WAYS = {Key.csamsms.name: sms.send, Key.csammail.name: mail.send}


def send(row_id: UUID, language: str) -> None:
    """Send the code of this row. Raises NotSentError when trying later may help."""
    row = OneTimeCode.objects.filter(id=row_id, used_at=None, expires_at__gt=clock.now()).first()
    to = codes.destination(row) if row else ""
    if row is None or not to or died(CitizenId(row.citizen_id)):
        return
    with translation.override(language):
        message = _message(row, to)
    try:
        _WAYS[row.kind](message)
    except NotSentError as error:
        log.warning("code not sent", kind=row.kind, reason=str(error), again=error.again)
        if error.again:
            raise


def _message(row: OneTimeCode, to: str) -> Message:
    """The number comes first: a phone shows the beginning on its locked screen, and fills it in."""
    words = {"code": codes.digits(row.id), "product": settings.CONFIG.brand_product}
    if row.kind == Key.csamsms.name:
        return writing.text(row.id.hex, to, said(words))
    citizen_id = CitizenId(row.citizen_id)
    name = called(citizen_id, kept.given_name_of(citizen_id))
    return writing.written(sheet(words, name), Going(row.id.hex, to))


def said(words: Mapping[str, str]) -> str:
    """Return the text for a phone."""
    code = _("%(code)s is your code for %(product)s. It works for ten minutes.") % words
    return f"{code} {_no_wish()}"


def sheet(words: Mapping[str, str], name: str) -> Sheet:
    """Return the e-mail."""
    return Sheet(
        topic=Topic.CODE,
        subject=_("Your code for %(product)s") % words,
        title=_("%(code)s is your code for %(product)s") % words,
        name=name,
        parts=(
            Code(words["code"]),
            Text(_("Type it where you were asked for it. It works for ten minutes, once.")),
            Text(_no_wish()),
        ),
    )


def _no_wish() -> str:
    return _("Did you not ask for it? Then do nothing, and give it to nobody.")
