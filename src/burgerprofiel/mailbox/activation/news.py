"""Who decided about a mailbox is told it: stopped, or told at another address from now on (C3, C6).

By a notice, as everything. That does not reach the address of before any more, though perhaps it was somebody else who
decided: there a letter goes, without a link. The queue of jobs holds the address only as it lies in tables: sealed.
"""

from __future__ import annotations

import base64
from datetime import datetime

import structlog
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock, jobs
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.letters import writing
from burgerprofiel.kit.letters.sheet import Sheet, Text
from burgerprofiel.kit.letters.topics import Topic
from burgerprofiel.kit.letters.writing import Going
from burgerprofiel.kit.post import NotSentError, mail
from burgerprofiel.mailbox import queries, sealed
from burgerprofiel.mailbox.activation.queries import EMAIL, email_of
from burgerprofiel.mailbox.mails import keys
from burgerprofiel.mailbox.models.boxes import Kind, State
from burgerprofiel.notices import actions as notices
from burgerprofiel.notices.notice import Notice
from burgerprofiel.people.profile.contact import Kind as Contact
from burgerprofiel.people.profile.queries import called

log = structlog.get_logger(__name__)
MOVED = "moved"
SETTINGS, PROFILE = "/berichten/instellingen", "/profiel"


def stopped(citizen_id: CitizenId, trace: Trace, at: datetime) -> None:
    """Tell that the box takes no mail any more, within the transaction that stopped it."""
    key = keys.since(keys.STOPPED, at)
    notices.tell(Notice(citizen_id=citizen_id, kind=keys.STOPPED, key=key, path=SETTINGS, at=at), trace=trace)


def moved(*, citizen_id: CitizenId, kind: Contact, before: str, trace: Trace, **_signal: object) -> None:
    """Receive `people.profile.signals.first_changed`: who has an open box is told, at the address of before too."""
    box = queries.box(citizen_id)
    if not (box and box.state == State.ACTIVE and kind is Contact.EMAIL):
        return
    what, at = keys.MOVED if email_of(citizen_id) else keys.NO_ADDRESS, clock.now()
    notice = Notice(citizen_id=citizen_id, kind=what, key=keys.since(what, at), path=PROFILE, at=at)
    notices.tell(notice, trace=trace)
    if mail.offered() and before:
        kept = base64.b64encode(sealed.seal(Kind.CITIZEN, citizen_id, before.encode(), EMAIL)).decode()
        jobs.ask("mailbox.tell_news", box=str(citizen_id), what=MOVED, to=kept, at=at.isoformat())


def send(citizen_id: CitizenId, to: str, at: datetime) -> None:
    """Send the letter to the address of before. Raises NotSentError when trying later may help."""
    box = queries.box(citizen_id)
    if box is None or box.state == State.CLOSED or not mail.offered():
        return
    address = sealed.unseal(Kind.CITIZEN, citizen_id, base64.b64decode(to), EMAIL).decode()
    with translation.override(box.language):
        known = f"{citizen_id.hex}.{int(at.timestamp())}.{MOVED}"
        message = writing.written(sheet(called(citizen_id)), Going(known, address))
    try:
        mail.send(message)
    except NotSentError as error:
        log.warning("news of a mailbox not sent", what=MOVED, reason=str(error), again=error.again)
        if error.again:
            raise


def sheet(name: str) -> Sheet:
    """Return the e-mail, in the language that is active."""
    words = {"product": settings.CONFIG.brand_product, "host": settings.CONFIG.portal_address}
    return Sheet(
        topic=Topic.MAIL,
        subject=_("E-mails about your mailbox go to another address"),
        name=name,
        parts=(
            Text(_("From now on e-mails about your mailbox in %(product)s no longer come here.") % words),
            Text(_("Was this you? Then you need not do anything.")),
            Text(_("Was this not you? Open %(host)s yourself, lock your digital keys, and call 1700.") % words),
        ),
        look_under=_("Notices"),
    )
