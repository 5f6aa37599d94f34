"""By which channels a citizen can be reached today: a proved address that is not dead, a browser that takes pushes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.push import queries as pushing
from burgerprofiel.people.profile import queries
from burgerprofiel.people.profile.contact import Reach


def channels_of(citizen_ids: Sequence[CitizenId]) -> dict[CitizenId, frozenset[Channel]]:
    """Return by which channels these can be reached."""
    pushed = pushed_to(citizen_ids)
    return {
        each: frozenset(_channels(reach, pushed=each in pushed)) for each, reach in queries.reaches(citizen_ids).items()
    }


def pushed_to(citizen_ids: Sequence[CitizenId]) -> frozenset[CitizenId]:
    """Return who of these has a browser that takes pushes. One SQL statement."""
    return pushing.pushed_to(citizen_ids)


def _channels(reach: Reach, *, pushed: bool) -> Iterator[Channel]:
    if reach.email and reach.email.works:
        yield Channel.EMAIL
    if reach.phone and reach.phone.works:
        yield Channel.SMS
    if pushed:
        yield Channel.PUSH
