"""At the same moment: one key gives one message, no count is lost; and a large file never stands whole in memory."""

from __future__ import annotations

import threading
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import RequestFactory

from burgerprofiel.kit import prepared
from burgerprofiel.mailbox import counts
from burgerprofiel.mailbox.models import Box, Message
from burgerprofiel.mailbox.publishing.message import Published
from burgerprofiel.mailbox.publishing.refusals import RepeatedError
from burgerprofiel.mailbox.registry.publish import parts
from tests.mailbox import boxes, letters, multipart

AT_ONCE = 6


def all_at_once(key: str, recipients: list[str]) -> list[Published | RepeatedError]:
    """What each of them heard, when they publish at the same moment."""
    start = threading.Barrier(len(recipients))

    def one(digits: str) -> Published | RepeatedError:
        start.wait()
        try:
            return letters.published(letters.letter(digits), key=key)
        except RepeatedError as repeated:
            return repeated
        finally:
            connection.close()

    with ThreadPoolExecutor(len(recipients)) as threads:
        return list(threads.map(one, recipients))


@pytest.fixture
def tables(transactional_db: None) -> Iterator[None]:
    letters.sender()
    boxes.citizen(letters.NOOR), boxes.citizen(letters.ARNE)
    prepared.close()
    yield
    prepared.close()


@pytest.mark.parametrize("recipients", [[letters.NOOR] * AT_ONCE, [letters.NOOR, letters.ARNE] * 3])
def test_one_key_gives_one_message_also_while_the_first_is_under_way(tables: None, recipients: list[str]) -> None:
    heard = all_at_once("the same", recipients)
    assert [isinstance(each, Published) for each in heard].count(True) == 1
    assert {each.message_id for each in heard} == {Message.objects.get().id}


def test_no_count_is_lost(tables: None) -> None:
    all_at_once("", [letters.NOOR, letters.ARNE] * 3)
    for box in Box.objects.all():
        assert (box.messages, box.hidden, box.unread) == counts.counted(box.box_id) == (3, 0, 3)


def test_the_first_messages_to_somebody_make_one_box(tables: None) -> None:
    Box.objects.all().delete()
    all_at_once("", [letters.NOOR] * AT_ONCE)
    assert Box.objects.get().messages == AT_ONCE


class Endless:
    """A body that is made while it is read."""

    def __init__(self, octets: int) -> None:
        """Begin."""
        whole = multipart.body(multipart.pdf(content=b"MARK"))
        self._before, self._after = whole.split(b"MARK")
        self._left = octets

    def read(self, size: int) -> bytes:
        """Return at most so many bytes."""
        if self._before:
            piece, self._before = self._before, b""
        elif self._left > 0:
            piece = b"x" * min(size, self._left)
            self._left -= len(piece)
        else:
            piece, self._after = self._after, b""
        return piece


def test_forty_megabytes_come_in_through_less_than_two() -> None:
    request: HttpRequest = RequestFactory().post("/")
    body = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": Endless(40_000_000), "CONTENT_TYPE": multipart.FORM}
    request.META.update(body)
    tracemalloc.start()
    try:
        with parts.received(request, 1) as came:
            stored = came.files["upfile1"].stored
            assert stored and stored.octets == 40_000_000
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()
