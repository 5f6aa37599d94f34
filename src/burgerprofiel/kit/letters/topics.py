"""What an e-mail is about, in a word: so much can anybody hear who holds its code, and no more."""

from __future__ import annotations

from enum import IntEnum

from django.utils.translation import gettext as _


class Topic(IntEnum):
    """The number stands in the code of a letter: one that was used once stays what it is. At most 31."""

    CODE = 1
    """A code to sign in, or to prove an address."""
    ACTIVATION = 2
    MAIL = 3
    DOSSIERS = 4
    CERTIFICATES = 5
    SAFETY = 6
    OWN_DATA = 7
    SERVICES = 8
    ANNOUNCEMENTS = 9
    SEVERAL = 10
    """A digest, of more than one of these."""

    @property
    def words(self) -> str:
        """What it is called, in the language that is active."""
        return {
            Topic.CODE: _("a code that somebody asked for"),
            Topic.ACTIVATION: _("digital keys prepared at a counter"),
            Topic.MAIL: _("letters in the mailbox"),
            Topic.DOSSIERS: _("files and applications"),
            Topic.CERTIFICATES: _("certificates and permits"),
            Topic.SAFETY: _("safety: keys, sign-ins and mandates"),
            Topic.OWN_DATA: _("one’s own data and profile"),
            Topic.SERVICES: _("news of public services"),
            Topic.ANNOUNCEMENTS: _("announcements to many people"),
            Topic.SEVERAL: _("several things at once"),
        }[self]
