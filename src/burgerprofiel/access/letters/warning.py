"""A warning as a letter: what happened, when, with which key, on what device, and one link that locks at once.

It signs nobody in, says no place, and asks for nothing. The link is seen as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import structlog
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from msgspec.structs import replace

from burgerprofiel.access import lock_link, warnings
from burgerprofiel.access.keys import reach
from burgerprofiel.access.models import WarningLetter
from burgerprofiel.access.warnings import News, Told
from burgerprofiel.kit import clock, formats
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.letters import writing
from burgerprofiel.kit.letters.sheet import Facts, Heading, Link, Sheet, Text
from burgerprofiel.kit.letters.topics import Topic
from burgerprofiel.kit.letters.writing import Going
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.post import Message, NotSentError, mail
from burgerprofiel.people.profile.queries import called

log = structlog.get_logger(__name__)
PAGE = "/op/slot/e-mail"
"""Where the link leads."""


def send(row_id: UUID) -> None:
    """Send this letter, once. Raises NotSentError when trying later may help."""
    row = WarningLetter.objects.filter(id=row_id, sent_at=None, expires_at__gt=clock.now()).first()
    if row is None:
        return
    with translation.override(row.language):
        message = _message(row, warnings.told(row))
    try:
        mail.send(message)
    except NotSentError as error:
        log.warning("warning not sent", news=row.news, reason=str(error), again=error.again)
        if error.again:
            raise
    WarningLetter.objects.filter(id=row.id).update(sent_at=clock.now())


def _message(row: WarningLetter, told: Told) -> Message:
    lock = f"{settings.CONFIG.access_origin}{PAGE}?link={lock_link.text_of(row.id)}"
    known = replace(told, name=called(CitizenId(row.citizen_id), told.name))
    return writing.written(sheet(News(row.news), known, row.at, lock), Going(row.id.hex, told.to))


def sheet(news: News, told: Told, at: datetime, lock: str) -> Sheet:
    """Return the e-mail; `lock`: the address that locks."""
    return Sheet(
        topic=Topic.SAFETY,
        subject=_subject(news),
        name=told.name,
        parts=(
            Text(_what(news)),
            Facts(tuple(_facts(news, told, at))),
            Text(_("Was this you? Then you need not do anything.")),
            Heading(_("Was this not you?")),
            Text(_("Lock all your digital keys at once. This link works for seven days:")),
            Link(lock),
            Text(_("Then nobody gets in with them any more. With your eID you open them again.")),
        ),
        look_under=_("Notices"),
        end=(_enough(),) if told.last else (),
    )


def _subject(news: News) -> str:
    return {
        News.KEY_ADDED: _("A digital key was added"),
        News.KEY_REMOVED: _("A digital key was removed"),
        News.PASSWORD_CHANGED: _("Your password was changed"),
        News.NEW_DEVICE: _("Signed in on a new device"),
        News.MANDATE_GIVEN: _("A mandate was given in your name"),
        News.AT_COUNTER: _("A counter prepared new keys in your name"),
    }[news]


def _what(news: News) -> str:
    product = {"product": settings.CONFIG.brand_product}
    return {
        News.KEY_ADDED: _("From now on the key below signs in to %(product)s as you."),
        News.KEY_REMOVED: _("Nobody can sign in to %(product)s with this key any more."),
        News.PASSWORD_CHANGED: _("From now on only the new user name and the new password count for %(product)s."),
        News.NEW_DEVICE: _("Somebody signed in to %(product)s as you, on a device that we do not know yet."),
        News.MANDATE_GIVEN: _("With it somebody can act for you in %(product)s: see “My mandates”."),
        News.AT_COUNTER: _(
            "With the letter and the link of that counter somebody chooses a new user name and password for "
            "%(product)s, instead of yours. A lock ends that too."
        ),
    }[news] % product


def _facts(news: News, told: Told, at: datetime) -> Iterator[tuple[str, str]]:
    if told.counter:
        yield _("Counter"), told.counter
    else:
        yield _("Key"), _key(news, told)
    yield _("When"), formats.moment(at)
    if not told.counter:
        yield _("Device"), told.device or _("not known")


def _key(news: News, told: Told) -> str:
    if told.key == Key.csampassword.name:
        whole = _("user name and password, and the keys with a code that need them")
        return whole if news is News.KEY_REMOVED else _("user name and password")
    title = reach.key_title(Key[told.key])
    return f"{title} ({told.label})" if told.label else title


def _enough() -> str:
    return _("More of these may happen now. To keep your mailbox usable we do not write about them for a while.")
