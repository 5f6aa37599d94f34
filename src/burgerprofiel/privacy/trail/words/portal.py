"""What events of the portal are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop

from burgerprofiel.privacy.trail.plain import Area, Ground, Plain

WORDS: Mapping[str, Plain] = {
    "portal.home.read": Plain(Area.DATA, Ground.SERVICE, gettext_noop("Overview opened")),
    "portal.tile.read": Plain(Area.DATA, Ground.SERVICE, gettext_noop("Part of the overview asked again: %(theme)s")),
    "portal.theme.read": Plain(Area.DATA, Ground.SERVICE, gettext_noop("Data opened: %(theme)s")),
    "portal.search.done": Plain(Area.DATA, Ground.SERVICE, gettext_noop("Searched in your data")),
    "portal.export.made": Plain(Area.DATA, Ground.SERVICE, gettext_noop("Data taken along as a file")),
    "portal.trail.read": Plain(Area.TRAIL, Ground.SERVICE, gettext_noop("Looked at who looked")),
    "portal.trail.copied": Plain(Area.TRAIL, Ground.SERVICE, gettext_noop("List of who looked taken along as a file")),
    "portal.consents.read": Plain(Area.APPS, Ground.SERVICE, gettext_noop("Looked at what you gave consent for")),
    "portal.profile.read": Plain(Area.PROFILE, Ground.SERVICE, gettext_noop("Profile opened")),
}
