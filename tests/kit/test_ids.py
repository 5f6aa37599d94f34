"""Ids sort by the moment they were made (RFC 9562 §5.7)."""

import time
from uuid import RFC_4122

from burgerprofiel.kit.ids import uuid7


def test_an_id_is_a_uuid_of_version_7() -> None:
    made = uuid7()
    assert (made.version, made.variant) == (7, RFC_4122)


def test_an_id_holds_the_millisecond_it_was_made_in() -> None:
    before = time.time_ns() // 1_000_000
    made = uuid7().int >> 80
    assert before <= made <= time.time_ns() // 1_000_000


def test_later_ids_sort_later() -> None:
    earlier = uuid7()
    time.sleep(0.002)
    assert earlier < uuid7()


def test_ids_made_at_once_differ() -> None:
    assert len({uuid7() for _ in range(10_000)}) == 10_000
