"""Many bodies at once, the worker killed in the middle: every upload is added exactly once, and each chain holds."""

from __future__ import annotations

import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.models import Sum

from burgerprofiel.audit import inspect_chains
from burgerprofiel.audit.inspection import Tally
from burgerprofiel.dossiers.intake import accepting, processing, tasks, waking
from burgerprofiel.dossiers.intake.told import Told
from burgerprofiel.dossiers.models import Dossier, Mutation, Upload
from burgerprofiel.kit.connections import let_go
from tests.dossiers.told import NOOR, SOURCE, WOUTER, citizen, content
from tests.workers import until, worker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_jobs_left")]
MANY, NUMBERS = 2_000, 40


def added() -> int:
    return Upload.objects.filter(processed_at__isnull=False).count()


def sent(many: int) -> None:
    """So many states of some dossiers, of two citizens each, waiting to be added."""
    told = [Told(SOURCE, (NOOR, WOUTER), content(f"nr {number % NUMBERS}", number / 100)) for number in range(many)]
    with transaction.atomic():
        assert accepting.accept_all([(each, uuid4()) for each in told], "zonnegem-dossiers") == many


def test_a_killed_worker_adds_each_upload_exactly_once(tmp_path: Path) -> None:
    citizen(), citizen(WOUTER)
    sent(MANY)
    for share in (0.1, 0.5):
        tasks.add.defer()
        with worker(tmp_path / "worker.log") as process:
            until(lambda least=share: added() >= least * MANY)
            process.send_signal(signal.SIGKILL)
            process.wait(10)
    tasks.add_left.defer(timestamp=0)
    with worker(tmp_path / "worker.log"):
        until(lambda: added() == MANY, 90)
    assert Upload.objects.filter(succeeded=True, readers=2).count() == MANY
    assert Mutation.objects.count() == 2 * MANY
    assert Dossier.objects.count() == 2 * NUMBERS
    assert Dossier.objects.aggregate(all=Sum("mutations"))["all"] == 2 * MANY
    newest = Mutation.objects.filter(owner_id=citizen()).order_by("-changed_at", "-id").first()
    assert newest is not None
    assert Dossier.objects.get(owner_id=citizen(), id=newest.dossier_id).mutation == newest.id
    assert not list(inspect_chains.findings(Tally()))


def test_workers_side_by_side_add_each_upload_exactly_once() -> None:
    citizen(), citizen(WOUTER)
    sent(MANY)

    def work(_number: int) -> int:
        try:
            return processing.process_all()
        finally:
            let_go()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(work, range(4))) == MANY
    assert Mutation.objects.count() == 2 * MANY


def test_the_same_upload_from_many_connections_at_once_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    upload_id, told = uuid4(), Told(SOURCE, (NOOR,), content())

    def push(_number: int) -> bool:
        try:
            return accepting.accept(told, upload_id, "zonnegem-dossiers")
        finally:
            let_go()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(push, range(32))) == 1
    assert processing.process_all() == 1
    assert Mutation.objects.count() == 1


def test_a_worker_that_finds_another_at_it_holds_nobody_up() -> None:
    sent(1)
    held, free = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            processing.one_at_a_time()
            held.set()
            free.wait(20)
        let_go()

    other = threading.Thread(target=hold)
    other.start()
    held.wait(20)
    began = time.monotonic()
    tasks.add()
    assert added() == 0
    assert time.monotonic() - began < 10
    free.set()
    other.join()
    tasks.add()
    assert added() == 1


def test_a_worker_adds_for_a_turn_and_goes_on_after_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "TURN", 0.0)
    monkeypatch.setattr(processing, "BATCH", 10)
    sent(30)
    for done in (10, 20):
        tasks.add()
        assert (added(), jobs()) == (done, 1)
    tasks.add()
    tasks.add()
    assert added() == 30


def jobs() -> int:
    """How many jobs to add wait."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'dossiers.add' AND status = 'todo'")
        return int(cursor.fetchone()[0])


def test_the_worker_is_woken_once_for_all_that_came_in_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    for _moment in range(2):
        for _push in range(20):
            waking.soon()
        until(lambda: jobs() == 1, 10)
        time.sleep(2 * waking.MOMENT)
    assert jobs() == 1
