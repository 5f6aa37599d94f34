"""Whether and when a notice goes by a channel: a pure rule of what the kind demands and the citizen chose (E2).

What must be told is told at once by that channel. Otherwise the citizen's choice holds, or the default of the group.
Who chose another portal for news of the mailbox hears that from it, and not twice. Quiet hours let everything wait
until they end, unless it cannot wait; a digest goes at its hour, outside quiet hours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import NamedTuple

from burgerprofiel.kit import clock
from burgerprofiel.notices.kinds.kind import DEFAULTS, Group, How, Kind
from burgerprofiel.notices.notice import Channel

DIGEST_AT = time(18, 0)
"""When a digest comes for who chose no hour."""


@dataclass(frozen=True)
class Wanted:
    """What one citizen chose; empty: nothing."""

    how: Mapping[tuple[Group, Channel], How] = field(default_factory=dict)
    quiet: tuple[time, time] | None = None
    """From and until, in Brussels; may go over midnight."""
    digest_at: time = DIGEST_AT
    portal: str = ""
    """Which other portal writes about new messages (C5); empty: this one."""

    def choice(self, group: Group, channel: Channel) -> How:
        """Return what holds for a group by a channel: what was chosen, or the default."""
        return self.how.get((group, channel), DEFAULTS[group][channel])


NOTHING_CHOSEN = Wanted()


class When(NamedTuple):
    """When it goes."""

    at: datetime
    digest: bool = False


def when(kind: Kind, channel: Channel, wanted: Wanted, now: datetime) -> When | None:
    """Return when a notice of this kind goes by this channel; None: never."""
    if channel not in kind.channels:
        return None
    how = How.NOW if channel in kind.must else wanted.choice(kind.group, channel)
    if wanted.portal and kind.group is Group.MAIL and channel not in kind.must:
        return None
    if how is How.NEVER:
        return None
    if how is How.DIGEST:
        return When(after_quiet(next_time(now, wanted.digest_at), wanted.quiet), digest=True)
    return When(now if kind.skips_quiet else after_quiet(now, wanted.quiet))


def next_time(now: datetime, at: time) -> datetime:
    """Return the next moment after `now` at which clocks in Brussels show `at`."""
    today = now.astimezone(clock.BRUSSELS).date()
    first = datetime.combine(today, at, clock.BRUSSELS)
    return first if first > now else datetime.combine(today + timedelta(days=1), at, clock.BRUSSELS)


def after_quiet(moment: datetime, quiet: tuple[time, time] | None) -> datetime:
    """Return the moment itself, or the end of the quiet hours in which it falls."""
    if quiet is None or quiet[0] == quiet[1]:
        return moment
    begin, end = quiet
    at = moment.astimezone(clock.BRUSSELS).time()
    is_quiet = begin <= at < end if begin < end else at >= begin or at < end
    return next_time(moment, end) if is_quiet else moment
