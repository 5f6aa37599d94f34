"""To how many an announcement would go, and about how many it reaches by each channel, as people chose until now.

Of a short list only how long it is: by which channels would tell what one of them gave us and chose.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.announcements import recipients, writing
from burgerprofiel.notices.kinds.kind import DEFAULTS, Group, How
from burgerprofiel.notices.models import Preference, Proposal, Subscription
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.outbox import reach
from burgerprofiel.people import queries as people
from burgerprofiel.people.profile import queries as profile
from burgerprofiel.people.profile.contact import Kind

FEWEST = 10
"""People on a list of whom it is told together by which channels they are reached."""
_KINDS = {Channel.EMAIL: Kind.EMAIL, Channel.SMS: Kind.PHONE}


@dataclass(frozen=True)
class Estimate:
    """What would come of a release now."""

    recipients: int
    channels: Mapping[Channel, int]
    """Empty: the list is too short to tell."""


def estimate(known: UUID) -> Estimate | None:
    """Return it for a proposal; None: it does not say yet to whom it goes. At most ten SQL statements."""
    row = Proposal.objects.filter(id=known).first()
    if row is None:
        return None
    if row.typed["audience"] == writing.EVERYBODY:
        return Estimate(people.how_many(), {each: _reached(each, None) for each in Channel})
    if row.listed is None:
        return None
    whom = people.not_erased(recipients.unsealed(row.id, bytes(row.whom)))
    told = Channel if len(whom) >= FEWEST else ()
    return Estimate(len(whom), {each: _reached(each, whom) for each in told})


def _reached(channel: Channel, whom: Collection[CitizenId] | None) -> int:
    """Who chose nothing is told as the default says; of who chose, as they did."""
    chose = Preference.objects.filter(group=Group.ANNOUNCEMENTS.value, channel=channel.value)
    among = None if whom is None else frozenset(whom)
    if DEFAULTS[Group.ANNOUNCEMENTS][channel] is How.NEVER:
        return len(_having(channel, _of(chose.exclude(how=How.NEVER.value), among)))
    never = _of(chose.filter(how=How.NEVER.value), among)
    return _all(channel, whom) - len(_having(channel, never))


def _of(chose: QuerySet[Preference], among: Collection[CitizenId] | None) -> list[CitizenId]:
    ids = [CitizenId(each) for each in chose.values_list("citizen_id", flat=True)]
    return ids if among is None else [each for each in ids if each in among]


def _all(channel: Channel, whom: Collection[CitizenId] | None) -> int:
    if whom is not None:
        return len(_having(channel, list(whom)))
    if channel is Channel.PUSH:
        return Subscription.objects.values("citizen_id").distinct().count()
    return profile.how_many_have(_KINDS[channel])


def _having(channel: Channel, whom: list[CitizenId]) -> Collection[CitizenId]:
    if not whom:
        return ()
    return reach.pushed_to(whom) if channel is Channel.PUSH else profile.who_has(_KINDS[channel], whom)
