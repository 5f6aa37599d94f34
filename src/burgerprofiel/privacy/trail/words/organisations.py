"""What events of roles are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop

from burgerprofiel.privacy.trail.plain import Area, Ground, Plain

WORDS: Mapping[str, Plain] = {
    "organisations.role.given": Plain(
        Area.WORK, Ground.EMPLOYER, gettext_noop("You were given a role in an organisation")
    ),
    "organisations.role.ended": Plain(
        Area.WORK, Ground.EMPLOYER, gettext_noop("A role in an organisation was taken away")
    ),
}
