"""A broadcast whose worker is killed in the middle reaches everybody exactly once when another worker goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.mailbox import broadcasts
from tests.mailbox.broadcasts import TRACE

from burgerprofiel.mailbox.broadcast import actions, queries, ranges, tasks
from burgerprofiel.mailbox.models import Box, Broadcast, DocumentEvent, Message
from burgerprofiel.site.launch import roles

SIZE = 4_000


@contextmanager
def worker(log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker as the launcher starts it, on the tests' database."""
    database = str(settings.DATABASES["default"]["NAME"])
    url = os.environ["DATABASE_URL"].replace("/burgerprofiel?", f"/{database}?")
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "burgerprofiel.site.settings"}
    with log.open("ab") as sink:
        process = subprocess.Popen(roles.worker(), env=environment, stdout=sink, stderr=sink)
    try:
        yield process
    finally:
        process.kill()
        process.wait(10)


def until(holds: Callable[[], bool], seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.005)


@pytest.fixture
def no_jobs_left(transactional_db: None) -> Iterator[None]:
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


@pytest.mark.usefixtures("no_jobs_left")
@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_loses_nobody_and_reaches_nobody_twice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(ranges, "SIZE", 100)
    ids = broadcasts.crowd(SIZE)
    broadcast = broadcasts.draft()
    broadcasts.listed(broadcast, ids)
    actions.start(broadcast.id, TRACE)
    for done in (0.1, 0.5):
        with worker(tmp_path / "worker.log") as process:
            until(lambda share=done: queries.delivered(broadcast.id) >= share * SIZE)
            process.send_signal(signal.SIGKILL)
            process.wait(10)
    with worker(tmp_path / "worker.log"):
        until(lambda: not ProcrastinateJob.objects.filter(task_name="mailbox.send_range", status="todo").exists())
        tasks.go_on(0)
        until(lambda: Broadcast.objects.get(id=broadcast.id).stage == "done")
    broadcast.refresh_from_db()
    assert queries.delivered(broadcast.id) == SIZE
    assert Message.objects.filter(id=broadcast.message_id).count() == SIZE
    assert DocumentEvent.objects.filter(message_id=broadcast.message_id).count() == SIZE
    assert set(Box.objects.values_list("messages", "unread", "octets")) == {(1, 1, broadcasts.OCTETS)}
