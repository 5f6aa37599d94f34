"""What a citizen chooses about, in plain words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from burgerprofiel.notices.kinds.kind import Group, How
from burgerprofiel.notices.notice import Channel


def title(group: Group) -> str:
    """Return what a group is called."""
    return {
        Group.MAIL: _("Your mailbox"),
        Group.DOSSIERS: _("Your files"),
        Group.CERTIFICATES: _("Certificates and permits"),
        Group.SAFETY: _("The safety of your keys"),
        Group.OWN_DATA: _("Questions about your data"),
        Group.SERVICES: _("News of other services"),
        Group.ANNOUNCEMENTS: _("Announcements for everybody"),
    }[group]


def meaning(group: Group) -> str:
    """Return what it holds."""
    return {
        Group.MAIL: _("New messages, what lies unread, what is about to go."),
        Group.DOSSIERS: _("A file changed, or asks something of you."),
        Group.CERTIFICATES: _("Ready, withdrawn, or about to end."),
        Group.SAFETY: _("A new key, a new device, a mandate. We always tell you at once."),
        Group.OWN_DATA: _("Answers when you reported an error or asked something."),
        Group.SERVICES: _("What other public bodies tell you."),
        Group.ANNOUNCEMENTS: _("The same for all inhabitants: an election, a change of rules."),
    }[group]


def how(choice: How) -> str:
    """Return what a choice is called."""
    return {
        How.NOW: pgettext("when somebody is told", "At once"),
        How.DIGEST: _("Once a day"),
        How.NEVER: pgettext("when somebody is told", "Never"),
    }[choice]


def channel(which: Channel) -> str:
    """Return what a channel is called."""
    return {Channel.EMAIL: _("E-mail"), Channel.SMS: _("Text message"), Channel.PUSH: _("On my device")}[which]
