"""What each kind of event is called, which of a citizen's data it touches, and on which ground it happens."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop


class Area(Enum):
    """Which data, as a citizen would name it."""

    APPS = gettext_noop("What applications may know about you")
    CERTIFICATES = gettext_noop("Your certificates")
    COUNTER = gettext_noop("What a counter keeps about you")
    DATA = gettext_noop("Your data at public bodies")
    DOSSIERS = gettext_noop("Your files at public bodies")
    FEEDBACK = gettext_noop("Your reports about wrong data")
    KEYS = gettext_noop("Your digital keys and sign-ins")
    MAIL = gettext_noop("Your mailbox")
    MANDATES = gettext_noop("Your mandates")
    NOTICES = gettext_noop("Your notices")
    PERMITS = gettext_noop("Your permits")
    PROFILE = gettext_noop("Your profile")
    TRAIL = gettext_noop("This trail itself")
    WORK = gettext_noop("Your work for an organisation")
    OTHER = gettext_noop("Your data on this site")

    @property
    def title(self) -> str:
        """As people read it."""
        return _(self.value)


class Ground(Enum):
    """Why it was allowed: the grounds of GDPR article 6, in the words of who is concerned."""

    SELF = gettext_noop("You did this yourself.")
    ON_BEHALF = gettext_noop("You opened this; we asked the source in your name (through MAGDA).")
    CONSENT = gettext_noop("You gave this application your consent (GDPR, article 6.1.a).")
    MANDATE = gettext_noop("A mandate: it may be withdrawn at any time.")
    TASK = gettext_noop("A task of public interest of this body (GDPR, article 6.1.e).")
    LAW = gettext_noop("The law asks for it (GDPR, article 6.1.c).")
    SECURITY = gettext_noop("To keep your account safe (GDPR, article 6.1.e).")
    SERVICE = gettext_noop("It belongs to a service of this site that you use (GDPR, article 6.1.e).")
    EMPLOYER = gettext_noop("You work for this organisation (GDPR, article 6.1.e).")

    @property
    def sentence(self) -> str:
        """As people read it."""
        return _(self.value)


class Plain(NamedTuple):
    """The words of one tag."""

    area: Area
    ground: Ground
    """On which others do it."""
    words: str
    """English; perhaps with `%(source)s`, `%(theme)s` or `%(application)s` in it."""


UNNAMED = Plain(Area.OTHER, Ground.SERVICE, gettext_noop("Something was done with your data"))
"""Of what was written by a version of the product that we do not know: never the tag itself."""
