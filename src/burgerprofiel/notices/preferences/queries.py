"""Reading what citizens chose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.kinds.kind import Group, How
from burgerprofiel.notices.models import Preference, Setting
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.preferences.rule import DIGEST_AT, Wanted


def wanted_of(citizen_ids: Sequence[CitizenId]) -> dict[CitizenId, Wanted]:
    """Return what these chose; who chose nothing is not in it. Two SQL statements."""
    how = defaultdict[CitizenId, dict[tuple[Group, Channel], How]](dict)
    for row in Preference.objects.filter(citizen_id__in=citizen_ids):
        how[CitizenId(row.citizen_id)][Group(row.group), Channel(row.channel)] = How(row.how)
    settings = {CitizenId(row.citizen_id): row for row in Setting.objects.filter(citizen_id__in=citizen_ids)}
    return {each: _wanted(how.get(each, {}), settings.get(each)) for each in {*how, *settings}}


def _wanted(how: dict[tuple[Group, Channel], How], row: Setting | None) -> Wanted:
    if row is None:
        return Wanted(how)
    quiet = (row.quiet_from, row.quiet_until) if row.quiet_from and row.quiet_until else None
    return Wanted(how, quiet, row.digest_at or DIGEST_AT, row.portal)
