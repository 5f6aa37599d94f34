"""All kinds, by their key."""

from __future__ import annotations

from collections.abc import Mapping

from burgerprofiel.notices.kinds import announcements, certificates, dossiers, feedback, mail, own_data, safety
from burgerprofiel.notices.kinds.kind import Kind

KINDS: Mapping[str, Kind] = {
    kind.key: kind
    for group in (
        mail.KINDS,
        dossiers.KINDS,
        certificates.KINDS,
        safety.KINDS,
        own_data.KINDS,
        feedback.KINDS,
        announcements.KINDS,
    )
    for kind in group
}
