"""What events of permits are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop

from burgerprofiel.privacy.trail.plain import Area, Ground, Plain

WORDS: Mapping[str, Plain] = {
    "permits.permit.told": Plain(Area.PERMITS, Ground.TASK, gettext_noop("Told how your permit stands")),
    "permits.permit.taken_away": Plain(Area.PERMITS, Ground.TASK, gettext_noop("Permit is no longer on your name")),
    "permits.document.told": Plain(Area.PERMITS, Ground.TASK, gettext_noop("Document of a permit put here")),
    "permits.document.fetched": Plain(
        Area.PERMITS, Ground.SERVICE, gettext_noop("Document of a permit opened or saved")
    ),
    "permits.permit.warned": Plain(Area.PERMITS, Ground.SERVICE, gettext_noop("Warned you that a permit ends soon")),
}
