"""What the pages of notices say."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from burgerprofiel.kit import formats
from burgerprofiel.notices.kinds.kind import Group
from burgerprofiel.notices.models.notices import Way
from burgerprofiel.notices.own.course import Step
from burgerprofiel.notices.own.lines import Part
from burgerprofiel.notices.own.stream import short, words
from burgerprofiel.notices.preferences.words import channel, title

__all__ = ["channel", "done", "group", "icon", "number", "part", "short", "went", "words"]

number = formats.number

_ICONS = {
    Group.MAIL: "mail",
    Group.DOSSIERS: "dossiers",
    Group.CERTIFICATES: "shield",
    Group.SAFETY: "key",
    Group.OWN_DATA: "data",
    Group.SERVICES: "info",
    Group.ANNOUNCEMENTS: "message",
}


def icon(name: str) -> str:
    """Return the drawing of a group."""
    return _ICONS[Group(name)] if name in set(Group) else "info"


def group(name: str) -> str:
    """Return what a group is called."""
    return title(Group(name)) if name in set(Group) else ""


def part(it: Part) -> str:
    """Return what a part of the list is called."""
    return {
        Part.ASKS: _("Asks something of you"),
        Part.TELLS: _("For your information"),
        Part.EXPIRED: pgettext("notices", "Over"),
    }[it]


def went(step: Step) -> str:
    """Return what became of a notice on a channel, without its moment."""
    match step.way:
        case Way.WAITING if step.why == "instead":
            return _("waits to go, because another way did not work")
        case Way.WAITING:
            return _("waits to go")
        case Way.HANDED:
            return _("handed over")
        case Way.DELIVERED:
            return _("arrived")
        case Way.BOUNCED:
            return _("came back: nothing arrives there")
        case Way.FAILED:
            return _("could not be sent")
        case Way.DROPPED:
            return _not_sent(step.why)


def _not_sent(why: str) -> str:
    return {
        "read": _("not sent: you had read it"),
        "expired": _("not sent: its day had gone by"),
        "off": _("not sent: you do not want this kind there"),
    }.get(why, _("not sent any more"))


def done(what: str, count: str) -> str:
    """Return what was done; empty: nothing that we know."""
    many = int(count) if count.isascii() and count.isdigit() and len(count) < 8 else 1
    match what:
        case "gelezen" | "alles" if many == 0:
            return _("There was nothing left to mark as read.")
        case "gelezen":
            return ngettext("Marked as read.", "%(n)s notices marked as read.", many) % {"n": number(many)}
        case "alles":
            return _("All are marked as read.")
        case "gedaan":
            return _("Marked as done.")
        case "terug":
            return _("It is as it was before.")
        case "te-laat":
            return _("This can no longer be undone: it is too long ago, or it was undone already.")
        case "weg":
            return _("This notice is no longer here. Nothing was changed.")
    return ""
