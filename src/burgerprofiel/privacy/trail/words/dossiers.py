"""What events of dossiers are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop

from burgerprofiel.privacy.trail.plain import Area, Ground, Plain

WORDS: Mapping[str, Plain] = {
    "dossiers.dossier.told": Plain(Area.DOSSIERS, Ground.TASK, gettext_noop("Told how your file stands")),
    "dossiers.dossier.removed": Plain(Area.DOSSIERS, Ground.TASK, gettext_noop("File removed")),
    "dossiers.list.seen": Plain(Area.DOSSIERS, Ground.SERVICE, gettext_noop("List of your files looked at")),
    "dossiers.dossier.seen": Plain(Area.DOSSIERS, Ground.SERVICE, gettext_noop("File looked at")),
    "dossiers.dossier.archived": Plain(Area.DOSSIERS, Ground.SERVICE, gettext_noop("File put away")),
    "dossiers.dossier.restored": Plain(Area.DOSSIERS, Ground.SERVICE, gettext_noop("File brought back")),
}
