"""What such an e-mail says: sender and subject, how to check that it is real, and no link at all (C6)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from burgerprofiel.kit import cbe
from burgerprofiel.kit.post import Message as Post
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox.activation.queries import call_name_of, email_of
from burgerprofiel.mailbox.models import Box, Message, SenderOrganisation
from burgerprofiel.mailbox.models.mails import MailKind
from burgerprofiel.mailbox.senders.texts import in_language

_NUMBER = re.compile(r"(?<![0-9])[0-9](?:[ ./-]?[0-9]){10}(?![0-9])")
"""Eleven digits, as people write national numbers."""
MOST = 10
"""Messages that one e-mail names; of the others it says how many."""


def written(box: Box, kind: MailKind, first: UUID, messages: Sequence[Message]) -> Post:
    """Write the e-mail in the owner's language; `first` makes a second delivery known as the same."""
    with translation.override(box.language):
        lines = _lines(messages, box.language)
        return Post(f"{first.hex}.{kind.value}", email_of(box.box_id), _subject(kind, lines), _text(box, kind, lines))


def _lines(messages: Sequence[Message], language: str) -> list[str]:
    numbers = {message.organisation for message in messages}
    known = dict(
        SenderOrganisation.objects.filter(enterprise_number__in=numbers).values_list("enterprise_number", "names")
    )
    return [_line(message, known.get(message.organisation, {}), language) for message in messages]


def _line(message: Message, names: dict[str, str], language: str) -> str:
    """On one line, whatever its sender wrote, and without a national number: e-mail is read on its way."""
    sender = in_language(names, language) or cbe.on_paper(message.organisation)
    return " ".join(f"{sender}: {_NUMBER.sub(_hidden, message.subject)}".split())


def _hidden(found: re.Match[str]) -> str:
    """Return dots for a national number; any other number as it is."""
    try:
        return "•••" if Ssin(found[0].replace("/", "")) else found[0]
    except ValueError:
        return found[0]


def _subject(kind: MailKind, lines: Sequence[str]) -> str:
    if len(lines) == 1:
        one = {
            MailKind.NEW: _("New message from %(line)s"),
            MailKind.REGISTERED: _("Registered mail from %(line)s"),
            MailKind.UNREAD: _("Not read yet: %(line)s"),
            MailKind.EXPIRING: _("About to go: %(line)s"),
        }[kind]
        return one % {"line": lines[0]}
    several = {
        MailKind.NEW: ngettext("%(num)s new message", "%(num)s new messages", len(lines)),
        MailKind.REGISTERED: ngettext("%(num)s registered letter", "%(num)s registered letters", len(lines)),
        MailKind.UNREAD: ngettext("%(num)s message not read yet", "%(num)s messages not read yet", len(lines)),
        MailKind.EXPIRING: ngettext("%(num)s message is about to go", "%(num)s messages are about to go", len(lines)),
    }[kind]
    return several % {"num": len(lines)}


def _text(box: Box, kind: MailKind, lines: Sequence[str]) -> str:
    name = call_name_of(box)
    named = [f"- {line}" for line in lines[:MOST]]
    if len(lines) > MOST:
        more = len(lines) - MOST
        named.append(ngettext("- and %(num)s more", "- and %(num)s more", more) % {"num": more})
    parts = (
        _("Dear %(name)s,") % {"name": name} if name else _("Hello,"),
        _what(kind),
        "\n".join(named),
        _("Is this e-mail real? It holds no link. Open %(host)s yourself, sign in and look in your mailbox there:")
        % {"host": settings.CONFIG.portal_host}
        + " "
        + _("what is named here stands there too."),
        _("We never ask for a code, a PIN or a password by e-mail."),
        f"{settings.CONFIG.brand_product} · {settings.CONFIG.brand_name}",
    )
    return "\n\n".join(parts) + "\n"


def _what(kind: MailKind) -> str:
    return {
        MailKind.NEW: _("There is new mail in your mailbox. It counts as delivered."),
        MailKind.REGISTERED: _("There is registered mail in your mailbox. Open it, and confirm that you got it."),
        MailKind.UNREAD: _("This mail lies unread for fifteen days already. It counts as delivered: look today."),
        MailKind.EXPIRING: _("This mail goes within a week, and you did not read it yet. Save what you need."),
    }[kind]
