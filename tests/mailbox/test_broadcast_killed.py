"""Workers side by side, killed in the middle, or halted: each box has a broadcast exactly once, or not at all."""

from __future__ import annotations

import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from burgerprofiel.kit.connections import let_go
from burgerprofiel.mailbox.broadcast import actions, queries, ranges, tasks
from burgerprofiel.mailbox.models import Box, Broadcast, DocumentEvent, Message
from tests.mailbox import broadcasts
from tests.mailbox.broadcasts import TRACE
from tests.workers import until, worker

SIZE = 4_000


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


@pytest.mark.usefixtures("no_jobs_left")
@pytest.mark.django_db(transaction=True)
def test_once_a_cancellation_is_answered_nobody_gets_it_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranges, "SIZE", 50)
    broadcast = broadcasts.draft()
    broadcasts.listed(broadcast, broadcasts.crowd(SIZE))
    actions.start(broadcast.id, TRACE)

    def send(number: int) -> None:
        actions.send_range(broadcast.id, number)
        let_go()

    with ThreadPoolExecutor(2) as pool:
        sending = [pool.submit(send, number) for number in range(1, SIZE // 50 + 1)]
        until(lambda: queries.delivered(broadcast.id) >= SIZE // 10)
        actions.halt(broadcast.id, TRACE, for_good=True)
        told = queries.delivered(broadcast.id)
        for each in sending:
            each.result(30)
    assert SIZE // 10 <= told < SIZE
    assert queries.delivered(broadcast.id) == told == Message.objects.count()


@pytest.mark.usefixtures("no_jobs_left")
@pytest.mark.django_db(transaction=True)
def test_two_broadcasts_to_the_same_boxes_side_by_side_reach_each_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ranges, "SIZE", 100)
    ids, both = broadcasts.crowd(1_000), [broadcasts.draft("Een"), broadcasts.draft("Twee")]
    for broadcast in both:
        broadcasts.listed(broadcast, ids)
        actions.start(broadcast.id, TRACE)

    def send(job: tuple[Broadcast, int]) -> None:
        actions.send_range(job[0].id, job[1])
        let_go()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(send, [(broadcast, number) for number in range(1, 11) for broadcast in both]))
    assert Message.objects.count() == 2_000
    assert set(Box.objects.values_list("messages", "unread")) == {(2, 2)}
