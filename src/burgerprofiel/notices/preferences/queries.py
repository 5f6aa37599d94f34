"""Reading what citizens chose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from burgerprofiel.access import consents
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.kinds.kind import Group, How
from burgerprofiel.notices.models import Preference, Setting
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.preferences.rule import DIGEST_AT, Wanted


def wanted_of(citizen_ids: Sequence[CitizenId]) -> dict[CitizenId, Wanted]:
    """Return what these chose; who chose nothing is not in it. Two SQL statements, and one for each portal chosen."""
    how = defaultdict[CitizenId, dict[tuple[Group, Channel], How]](dict)
    for row in Preference.objects.filter(citizen_id__in=citizen_ids):
        how[CitizenId(row.citizen_id)][Group(row.group), Channel(row.channel)] = How(row.how)
    settings = {CitizenId(row.citizen_id): row for row in Setting.objects.filter(citizen_id__in=citizen_ids)}
    elsewhere = _told_elsewhere(settings.values())
    return {each: _wanted(how.get(each, {}), settings.get(each), elsewhere) for each in {*how, *settings}}


def _told_elsewhere(rows: Iterable[Setting]) -> set[UUID]:
    """Return whom the portal that they chose may still tell: a consent ends, or is withdrawn."""
    by_portal = defaultdict[str, list[UUID]](list)
    for row in rows:
        if row.portal:
            by_portal[row.portal].append(row.citizen_id)
    return {
        each
        for portal, mine in by_portal.items()
        for each in consents.who_let(portal, "notify").filter(citizen_id__in=mine)
    }


def _wanted(how: dict[tuple[Group, Channel], How], row: Setting | None, elsewhere: set[UUID]) -> Wanted:
    if row is None:
        return Wanted(how)
    quiet = (row.quiet_from, row.quiet_until) if row.quiet_from and row.quiet_until else None
    return Wanted(how, quiet, row.digest_at or DIGEST_AT, row.portal if row.citizen_id in elsewhere else "")
