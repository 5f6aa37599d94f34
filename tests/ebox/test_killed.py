"""Nothing lost, nothing twice: the demo is killed in the middle of what `ebox` asked of it, and started again."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg
import pytest

from burgerprofiel.site.launch import folder, ports
from tests.ebox.test_live import NOOR, PDF, Person, person
from tests.landscape import Live, demo, outside

pytestmark = pytest.mark.slow
BOXES, ROWS = 100_000, 400


@contextmanager
def database(live: Live) -> Iterator[psycopg.Connection]:
    state = folder.read_state(live.data)
    assert state
    with psycopg.connect(state["DATABASE_URL"], autocommit=True) as connection:
        yield connection


def ask(live: Live, question: str, *values: object) -> int:
    with database(live) as connection:
        (answer,) = connection.execute(question, values).fetchone() or (0,)
        return int(answer or 0)


def until(holds: Callable[[], bool], seconds: float = 150) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.01)


def kill(live: Live, what: str) -> None:
    """Kill -9 every process of a role; the launcher then stops what is left."""
    children = psutil.Process(live.pid).children(recursive=True)
    for process in [child for child in children if what in " ".join(child.cmdline())]:
        process.send_signal(signal.SIGKILL)
    until(lambda: not psutil.pid_exists(live.pid) or psutil.Process(live.pid).status() == psutil.STATUS_ZOMBIE, 30)


def clerk(live: Live, place: Path) -> Person:
    place.mkdir(exist_ok=True)
    sender = ["--sender", "0812345603", "--application", "zonnegem-post", "--type", "zonnegem-brief"]
    return person(live, place, "zonnegem-post", *sender)


def test_a_table_is_sent_exactly_once_although_the_server_is_killed(tmp_path: Path) -> None:
    port, data = str(ports.choose(0)), tmp_path / "data"
    rows = "".join(f"{NOOR},brief.pdf,Brief {number} van veel\n" for number in range(ROWS))
    command = [sys.executable, "-m", "ebox", "publish-csv", "post.csv", "--tries", "2"]
    with demo(data, "--port", port) as live:
        it = clerk(live, tmp_path / "clerk")
        (it.folder / "brief.pdf").write_bytes(PDF)
        (it.folder / "post.csv").write_text(f"recipient,file,subject\n{rows}")
        sending = subprocess.Popen(command, env=outside(EBOX_PROFILE=str(it.profile)), cwd=it.folder)
        journal = it.folder / "post.csv.journal"
        until(lambda: journal.exists() and journal.read_text().count("\n") > ROWS // 4)
        kill(live, "burgerprofiel.site.wsgi")
        assert sending.wait(60) == 75
    with demo(data, "--port", port) as live:
        it.types(*command[3:])
        subjects = "SELECT count(subject) FROM mailbox_message WHERE subject LIKE 'Brief %% van veel'"
        assert ask(live, subjects) == ROWS
        assert ask(live, subjects.replace("count(subject)", "count(DISTINCT subject)")) == ROWS


@pytest.mark.parametrize("what", ["procrastinate", "postgres"])
def test_a_broadcast_reaches_everybody_once_although_worker_or_database_is_killed(tmp_path: Path, what: str) -> None:
    port, data = str(ports.choose(0)), tmp_path / "data"
    sent = "SELECT sum(delivered) FROM mailbox_broadcast_range"
    with demo(data, "--port", port) as live:
        it = clerk(live, tmp_path / "clerk")
        with database(live) as connection:
            connection.execute(
                "INSERT INTO mailbox_box (box_id, kind, state, since, why)"
                " SELECT gen_random_uuid(), 'citizen', 'active', now(), '' FROM generate_series(1, %s)",
                [BOXES],
            )
        boxes = ask(live, "SELECT count(*) FROM mailbox_box WHERE kind = 'citizen' AND state = 'active'")
        create = ["broadcast", "create", "brief.pdf", "--subject", "Aan allen", "--to", "citizen", "--everybody"]
        broadcast = it.types(*create).split()[1]
        it.types("broadcast", "start", broadcast, "--no-watch")
        until(lambda: ask(live, sent) > BOXES // 10)
        kill(live, what)
    with demo(data, "--port", port) as live:
        it.types("broadcast", "watch", broadcast)
        until(lambda: ask(live, sent) == boxes)
        got = "FROM mailbox_message WHERE subject = 'Aan allen'"
        assert ask(live, f"SELECT count(*) {got}") == ask(live, f"SELECT count(DISTINCT box_id) {got}") == boxes
        wrong = "SELECT count(*) FROM mailbox_box AS box WHERE messages <> (SELECT count(*) FROM mailbox_message AS m"
        assert ask(live, f"{wrong} WHERE m.box_id = box.box_id)") == 0
        assert (
            ask(
                live,
                "SELECT count(*) FROM mailbox_document_event AS e JOIN mailbox_message AS m ON m.box_id"
                " = e.box_id AND m.id = e.message_id WHERE m.subject = 'Aan allen'",
            )
            == boxes
        )
