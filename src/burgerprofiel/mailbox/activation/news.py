"""Who decided about a mailbox is told by e-mail, at the address of before: perhaps it was somebody else.

It holds no link. The queue of jobs holds the address only as it lies in the tables: sealed.
"""

from __future__ import annotations

import base64
from datetime import datetime
from enum import StrEnum

import structlog
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.letters import writing
from burgerprofiel.kit.letters.sheet import Sheet, Text
from burgerprofiel.kit.letters.topics import Topic
from burgerprofiel.kit.letters.writing import Going
from burgerprofiel.kit.post import NotSentError, mail
from burgerprofiel.mailbox import queries, sealed
from burgerprofiel.mailbox.activation import tasks
from burgerprofiel.mailbox.activation.queries import EMAIL, call_name_of
from burgerprofiel.mailbox.models import Box
from burgerprofiel.mailbox.models.boxes import Kind, State
from burgerprofiel.people.profile.contact import Kind as Contact
from burgerprofiel.people.profile.queries import called

log = structlog.get_logger(__name__)


class What(StrEnum):
    """What was decided."""

    MOVED = "moved"
    """E-mails go to another address from now on."""
    STOPPED = "stopped"


def moved(*, citizen_id: CitizenId, kind: Contact, before: str, **_signal: object) -> None:
    """Receive `people.profile.signals.first_changed`: who has an open box is told at the address of before."""
    box = queries.box(citizen_id)
    if box and box.state == State.ACTIVE and kind is Contact.EMAIL:
        tell(box, What.MOVED, before)


def tell(box: Box, what: What, to: str) -> None:
    """Let an address be told, once the running transaction is there to stay."""
    if mail.offered() and to:
        kept = base64.b64encode(sealed.seal(Kind.CITIZEN, box.box_id, to.encode(), EMAIL)).decode()
        tasks.tell_news.defer(box=str(box.box_id), what=what.value, to=kept, at=clock.now().isoformat())


def send(citizen_id: CitizenId, what: What, to: str, at: datetime) -> None:
    """Send it. Raises NotSentError when trying later may help."""
    box = queries.box(citizen_id)
    if box is None or not mail.offered():
        return
    address = sealed.unseal(Kind.CITIZEN, citizen_id, base64.b64decode(to), EMAIL).decode()
    with translation.override(box.language):
        known = f"{citizen_id.hex}.{int(at.timestamp())}.{what.value}"
        message = writing.written(sheet(what, called(citizen_id) or call_name_of(box)), Going(known, address))
    try:
        mail.send(message)
    except NotSentError as error:
        log.warning("news of a mailbox not sent", what=what.value, reason=str(error), again=error.again)
        if error.again:
            raise


def _subject(what: What) -> str:
    return {
        What.MOVED: _("E-mails about your mailbox go to another address"),
        What.STOPPED: _("Your mailbox is stopped"),
    }[what]


def sheet(what: What, name: str) -> Sheet:
    """Return the e-mail, in the language that is active."""
    words = {"product": settings.CONFIG.brand_product, "host": settings.CONFIG.portal_address}
    told = {
        What.MOVED: _("From now on e-mails about your mailbox in %(product)s no longer come here."),
        What.STOPPED: _(
            "Your mailbox in %(product)s is stopped: no new letters come there. "
            "You can start it again whenever you want."
        ),
    }[what]
    return Sheet(
        topic=Topic.MAIL,
        subject=_subject(what),
        name=name,
        parts=(
            Text(told % words),
            Text(_("Was this you? Then you need not do anything.")),
            Text(_("Was this not you? Open %(host)s yourself, lock your digital keys, and call 1700.") % words),
        ),
    )
