"""How an announcement stands, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from burgerprofiel.notices.announcements.progress import Told
from burgerprofiel.notices.models.notices import Way
from burgerprofiel.notices.models.proposals import Standing
from burgerprofiel.notices.notice import Channel


def state(standing: str) -> str:
    """How far a proposal is."""
    return {
        Standing.DRAFT: pgettext("an announcement", "Draft"),
        Standing.WAITING: _("Waits for a colleague"),
        Standing.REFUSED: pgettext("an announcement", "Refused"),
        Standing.RELEASED: pgettext("an announcement", "Released"),
    }[Standing(standing)]


def how_far(row: Told) -> str:
    """How far telling is."""
    if row.stop:
        return pgettext("an announcement", "Stopped")
    return pgettext("an announcement", "Is being told") if row.left else pgettext("an announcement", "Told to all")


def tone(row: Told) -> str:
    """Return the colour of that."""
    return "bad" if row.stop else "act" if row.left else "good"


def channel(each: Channel) -> str:
    """What people call it."""
    return {
        Channel.EMAIL: _("E-mail"),
        Channel.SMS: pgettext("how one is told", "Text message"),
        Channel.PUSH: pgettext("how one is told", "On a device (push)"),
    }[each]


def ways() -> list[tuple[Way, str]]:
    """What may become of a letter, in the order of its life."""
    return [
        (Way.WAITING, pgettext("letters", "Waiting")),
        (Way.HANDED, pgettext("letters", "Sent")),
        (Way.DELIVERED, pgettext("letters", "Arrived")),
        (Way.BOUNCED, pgettext("letters", "Came back")),
        (Way.FAILED, pgettext("letters", "Failed")),
        (Way.DROPPED, pgettext("letters", "Dropped")),
    ]
