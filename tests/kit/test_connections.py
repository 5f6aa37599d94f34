"""Connections to the database are few: nobody keeps one while waiting, and who only reads always finds one."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from django.db import connection, transaction

from burgerprofiel.kit import http
from burgerprofiel.kit.connections import let_go, small_write

pytestmark = pytest.mark.django_db(transaction=True)


def _value(setting: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s)", [setting])
        return str(cursor.fetchone()[0])


def test_who_lets_go_holds_none_and_the_next_statement_takes_one() -> None:
    _value("timezone")
    let_go()
    assert connection.connection is None
    assert _value("timezone")


def test_an_open_transaction_is_kept() -> None:
    with transaction.atomic():
        _value("timezone")
        let_go()
        assert connection.connection is not None


def test_who_asks_another_server_holds_none() -> None:
    _value("timezone")
    with pytest.raises(httpx.ConnectError), http.client(1) as client:
        client.get("http://127.0.0.1:9/")
    assert connection.connection is None


def test_two_write_at_a_time_and_the_third_waits_without_a_connection() -> None:
    inside, leave, most = threading.Semaphore(0), threading.Event(), list[int]()
    writing = set[int]()

    def write(number: int) -> None:
        try:
            with small_write():
                writing.add(number)
                most.append(len(writing))
                inside.release()
                leave.wait(20)
                writing.discard(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        done = [threads.submit(write, number) for number in range(6)]
        assert inside.acquire(timeout=20)
        assert inside.acquire(timeout=20)
        assert _value("timezone"), "a reader finds a connection"
        leave.set()
        for each in done:
            each.result(20)
    assert len(most) == 6
    assert max(most) == 2


def test_only_what_may_be_lost_does_not_wait_for_the_disk() -> None:
    with small_write(durable=False):
        assert _value("synchronous_commit") == "off"
    assert _value("synchronous_commit") == "on"
    with small_write():
        assert _value("synchronous_commit") == "on"
