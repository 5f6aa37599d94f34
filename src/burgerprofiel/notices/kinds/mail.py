"""Of the mailbox: what came, what lies unread, what is about to go (C3, C6, C7)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from burgerprofiel.notices.kinds.kind import Group, Kind, Values, Words
from burgerprofiel.notices.notice import Channel

_FACTS = frozenset({"sender", "subject"})


def _line(values: Values) -> str:
    return _("%(sender)s: %(subject)s") % values


def _new(values: Values) -> Words:
    return Words(
        _("New message from %(line)s") % {"line": _line(values)},
        _("There is new mail in your mailbox. It counts as delivered."),
        _("Open the message"),
    )


def _registered(values: Values) -> Words:
    return Words(
        _("Registered mail from %(line)s") % {"line": _line(values)},
        _("There is registered mail in your mailbox. Open it, and confirm that you got it."),
        _("Open the message"),
    )


def _unread(values: Values) -> Words:
    return Words(
        _("Not read yet: %(line)s") % {"line": _line(values)},
        _("This mail lies unread for fifteen days already. It counts as delivered: look today."),
        _("Open the message"),
    )


def _expiring(values: Values) -> Words:
    return Words(
        _("About to go: %(line)s") % {"line": _line(values)},
        _("This mail goes within a week, and you did not read it yet. Save what you need."),
        _("Open the message"),
    )


KINDS = (
    Kind("mail.new", Group.MAIL, _new, _FACTS),
    Kind("mail.registered", Group.MAIL, _registered, _FACTS, active=True, must=frozenset({Channel.EMAIL})),
    Kind("mail.unread", Group.MAIL, _unread, _FACTS),
    Kind("mail.expiring", Group.MAIL, _expiring, _FACTS),
)
