"""What events of sources are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop

from burgerprofiel.privacy.trail.plain import Area, Ground, Plain

WORDS: Mapping[str, Plain] = {
    "sources.answer.fetched": Plain(Area.DATA, Ground.ON_BEHALF, gettext_noop("Your data asked at %(source)s")),
    "sources.answer.refused": Plain(
        Area.DATA, Ground.ON_BEHALF, gettext_noop("Answer of %(source)s about somebody else refused")
    ),
}
