"""By which channels a citizen can be reached today: a proved address that is not dead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.notice import Channel
from burgerprofiel.people.profile import queries
from burgerprofiel.people.profile.contact import Reach


def channels_of(citizen_ids: Sequence[CitizenId]) -> dict[CitizenId, frozenset[Channel]]:
    """Return by which channels these can be reached."""
    return {each: frozenset(_channels(reach)) for each, reach in queries.reaches(citizen_ids).items()}


def _channels(reach: Reach) -> Iterator[Channel]:
    if reach.email and not reach.email.dead_since:
        yield Channel.EMAIL
    if reach.phone and not reach.phone.dead_since:
        yield Channel.SMS
