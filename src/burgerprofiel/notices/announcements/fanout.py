"""A stretch of recipients gets its notices and its places in the outbox: a statement each, whoever is in it.

Who chose nothing is told as the default says, all at the same time; the choices of the others are asked one by one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices import numbers
from burgerprofiel.notices.kinds import announcements
from burgerprofiel.notices.kinds.kind import Kind
from burgerprofiel.notices.models import Announcement
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.outbox import reach
from burgerprofiel.notices.outbox.adding import GIVE_UP
from burgerprofiel.notices.preferences import queries
from burgerprofiel.notices.preferences.rule import NOTHING_CHOSEN, When, when
from burgerprofiel.people.profile.contact import Kind as Sort
from burgerprofiel.people.profile.queries import who_has
from burgerprofiel.people.queries import not_erased

(KIND,) = announcements.KINDS
_UUID7 = """encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) PLACING %(clock)s::bytea FROM 1 FOR 6), 52, 1),
    53, 1), 'hex')::uuid"""
_CHOSE = """
SELECT citizen_id FROM notices_preference WHERE citizen_id = ANY(%(citizens)s::uuid[])
UNION SELECT citizen_id FROM notices_setting WHERE citizen_id = ANY(%(citizens)s::uuid[])
"""
_NOTICES = """
INSERT INTO notices_notice (citizen_id, id, key, kind, "group", at, expires_at, sender, brand, sealed, announcement)
SELECT citizen_id, %(id)s, %(key)s, %(kind)s, %(group)s, %(now)s, %(expires)s, %(sender)s, %(brand)s, '', %(id)s
FROM unnest(%(citizens)s::uuid[]) AS citizen_id
ON CONFLICT DO NOTHING
"""
_WAITING = f"""
INSERT INTO notices_waiting (id, citizen_id, notice_id, channel, bulk, digest, due_at, give_up_at)
SELECT {_UUID7}, citizen_id, %(id)s, %(channel)s, true, %(digest)s, %(due)s, %(give_up)s
FROM unnest(%(citizens)s::uuid[]) AS citizen_id
"""  # noqa: S608 - written above


def tell(announcement: Announcement, citizens: Sequence[CitizenId]) -> int:
    """Tell these, within the running transaction; return how many notices that made. Who was erased gets none."""
    citizens = not_erased(citizens)
    now, end = clock.now(), announcement.expires_at
    values: dict[str, Any] = {
        "id": announcement.id,
        "key": numbers.key_of(f"announcement {announcement.id}"),
        "kind": KIND.key,
        "group": KIND.group.value,
        "now": now,
        "expires": end,
        "sender": announcement.sender,
        "brand": announcement.brand,
        "citizens": _written(citizens),
    }
    with connection.cursor() as cursor:
        cursor.execute(_NOTICES, values)
        made: int = cursor.rowcount
        for (channel, (due, digest)), whom in _ways(KIND, citizens, now):
            give_up = min(due + GIVE_UP, end) if end else due + GIVE_UP
            if due < give_up:
                told = {
                    "channel": channel.value,
                    "digest": digest,
                    "due": due,
                    "give_up": give_up,
                    "citizens": _written(whom),
                }
                cursor.execute(_WAITING, values | told | {"clock": int(now.timestamp() * 1000).to_bytes(6)})
    return made


def _written(citizens: Sequence[CitizenId]) -> str:
    """Return ids as PostgreSQL reads an array: a fifth of the time that the driver takes for thousands."""
    return "{" + ",".join([each.hex for each in citizens]) + "}"


def _ways(
    kind: Kind, citizens: Sequence[CitizenId], now: datetime
) -> Iterator[tuple[tuple[Channel, When], list[CitizenId]]]:
    """Return who is told by which channel and when, those together who are told alike."""
    wanted = queries.wanted_of(_who_chose(citizens))
    reached = _reached(citizens, wanted)
    for channel in Channel:
        alike: dict[When, list[CitizenId]] = {}
        usual = when(kind, channel, NOTHING_CHOSEN, now)
        for each in reached[channel]:
            chosen = wanted.get(each)
            found = usual if chosen is None else when(kind, channel, chosen, now)
            if found is not None:
                alike.setdefault(found, []).append(each)
        for at, whom in alike.items():
            yield (channel, at), whom


def _who_chose(citizens: Sequence[CitizenId]) -> list[CitizenId]:
    with connection.cursor() as cursor:
        cursor.execute(_CHOSE, {"citizens": _written(citizens)})
        return [CitizenId(row[0]) for row in cursor.fetchall()]


def _reached(citizens: Sequence[CitizenId], chose: Collection[CitizenId]) -> dict[Channel, list[CitizenId]]:
    """By default nothing is announced by text or push: there only those are looked up who chose something."""
    some = list(chose)
    return {
        Channel.EMAIL: who_has(Sort.EMAIL, citizens),
        Channel.SMS: who_has(Sort.PHONE, some) if some else [],
        Channel.PUSH: list(reach.pushed_to(some)),
    }
