"""Sending what waits, in the test's own transaction, until nothing is due: taken, opened, handed over, noted.

What sends all day (`outbox.post_office`) does the same with more hands; its own tests let it run.
"""

from __future__ import annotations

from uuid import UUID

from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.ids import uuid7
from burgerprofiel.notices.outbox import noting, opening, postmen, taking
from burgerprofiel.notices.outbox.handing import Hands, Standings
from burgerprofiel.notices.outbox.taken import Outcome

_AT_ONCE = 50
_A_TURN = 600.0
"""Seconds for which others leave it what it took."""


def send_waiting() -> int:
    """Send what is due, each at most once; return how many deliveries found their end."""
    standings, postman, settled = Standings(), uuid7(), 0
    hands = Hands(standings)
    postmen.live(postman, _A_TURN)
    try:
        while done := _round(hands, standings, postman):
            settled += sum(each.is_settled for each in done)
    finally:
        hands.close()
        postmen.leave(postman)
    return settled


def _round(hands: Hands, standings: Standings, postman: UUID) -> list[Outcome]:
    now, channels = clock.now(), standings.channels()
    groups = taking.at_once(postman, channels, _AT_ONCE, now)
    groups = groups or taking.digests(postman, channels, _AT_ONCE, now)
    groups = groups or taking.bulk(postman, channels, _AT_ONCE, now)
    parcels, done = opening.opened(groups, now)
    if done:
        noting.note(done)
    let_go()
    for parcel in parcels:
        became = hands.hand_over(parcel)
        noting.note(became)
        done += became
    return done
