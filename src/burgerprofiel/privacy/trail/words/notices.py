"""What events of notices are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop

from burgerprofiel.privacy.trail.plain import Area, Ground, Plain

WORDS: Mapping[str, Plain] = {
    "notices.notice.raised": Plain(Area.NOTICES, Ground.SERVICE, gettext_noop("Notice put ready for you")),
}
