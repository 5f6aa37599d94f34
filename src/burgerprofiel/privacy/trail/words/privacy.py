"""What events of this trail are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop

from burgerprofiel.privacy.trail.plain import Area, Ground, Plain

WORDS: Mapping[str, Plain] = {
    "privacy.case.asked": Plain(
        Area.TRAIL, Ground.SERVICE, gettext_noop("Asked the data protection officer about a line")
    ),
    "privacy.case.read": Plain(Area.TRAIL, Ground.LAW, gettext_noop("Your question read, with the lines it is about")),
    "privacy.case.taken": Plain(Area.TRAIL, Ground.LAW, gettext_noop("Your question taken in hand")),
    "privacy.case.answered": Plain(Area.TRAIL, Ground.LAW, gettext_noop("Your question answered")),
}
