"""Of the mailbox: what came, what lies unread, what is about to go, what becomes of the box (C3, C6, C7, C16)."""

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
        _("This mail has been unread for fifteen days. It counts as delivered: look today."),
        _("Open the message"),
    )


def _expiring(values: Values) -> Words:
    return Words(
        _("Disappears soon: %(line)s") % {"line": _line(values)},
        _("This mail disappears within a week, and you have not read it yet. Save what you need."),
        _("Open the message"),
    )


def _moved(_values: Values) -> Words:
    return Words(
        _("E-mails about your mailbox go to another address"),
        " ".join((_("They go to the address that comes first in your profile from now on."), _was_this_not_you())),
        _("See your profile"),
    )


def _no_address(_values: Values) -> Words:
    return Words(
        _("No more e-mails come about your mailbox"),
        " ".join((_("Your profile holds no e-mail address. Letters count as delivered all the same."), _give_one())),
        _("See your profile"),
    )


def _give_one() -> str:
    return _("Give an address, so that you miss nothing.")


def _stopped(_values: Values) -> Words:
    return Words(
        _("Your mailbox is stopped"),
        " ".join((_("No new letters come there. You can start it again whenever you want."), _was_this_not_you())),
        _("See your mailbox"),
    )


def _was_this_not_you() -> str:
    return _("Was this not you? Choose “My digital keys” in the menu, and lock them at once.")


def _dormant(_values: Values) -> Words:
    return Words(
        _("There are unread letters in your mailbox"),
        _("Nobody has looked there for a long time. What lies there counts as delivered: look today."),
        _("See your mailbox"),
    )


_TOLD_ALWAYS = frozenset({Channel.EMAIL})
KINDS = (
    Kind("mail.new", Group.MAIL, _new, _FACTS),
    Kind("mail.registered", Group.MAIL, _registered, _FACTS, active=True, must=frozenset({Channel.EMAIL})),
    Kind("mail.unread", Group.MAIL, _unread, _FACTS),
    Kind("mail.expiring", Group.MAIL, _expiring, _FACTS),
    Kind("mail.dormant", Group.MAIL, _dormant, active=True, must=frozenset(Channel)),
    Kind("mail.moved", Group.MAIL, _moved, must=_TOLD_ALWAYS, though_read=True),
    Kind("mail.no_address", Group.MAIL, _no_address, active=True, channels=frozenset({Channel.SMS, Channel.PUSH})),
    Kind("mail.stopped", Group.MAIL, _stopped, must=_TOLD_ALWAYS, though_read=True),
)
