"""One command brings everything up; stopping it, however roughly, leaves nothing in the way of the next start."""

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import httpx
import psycopg
import pytest

from burgerprofiel.simulators.magda.cast import CAST
from burgerprofiel.site.launch.banner import PERSONS
from burgerprofiel.site.launch.folder import WRITTEN, read_state
from tests import landscape
from tests.landscape import PREFIX, Live, demo
from tests.site.launching import as_nobody, processes_naming, start

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def nothing_is_left(of: str) -> bool:
    """Whether soon no process names `of` any more."""
    deadline = time.monotonic() + 12
    while processes_naming(of) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not processes_naming(of)


def serves(running: Live) -> bool:
    """Whether the portal answers."""
    return httpx.get(f"{running.portal}/status/ready").text == "ok\n"


def test_all_hosts_answer_on_the_one_port(live: Live) -> None:
    assert serves(live)
    assert httpx.get(f"{live.access}/status/ready").status_code == 200
    assert "Simulated MAGDA" in httpx.get(f"{live.origin('magda')}/").text


def test_an_unknown_host_is_refused_by_the_portal(live: Live) -> None:
    answer = httpx.get(f"http://elsewhere.localhost:{live.port}/")
    assert (answer.status_code, "does not serve that name" in answer.text) == (421, True)


def test_it_says_where_to_go_whom_to_be_and_how_to_stop(live: Live) -> None:
    said = live.output.read_text()
    assert f"http://mijn.localhost:{live.port}\n" in said
    assert "PIN 1234" in said
    assert "Ctrl-C stops everything." in said
    assert {name for name, _story in PERSONS} <= {person.name for person in CAST if person.signs_in}


def test_everything_it_writes_lies_in_its_folder_and_can_be_wiped(live: Live) -> None:
    assert {file.name for file in live.data.iterdir()} <= {*WRITTEN, ".burgerprofiel"}


def test_secrets_are_random_and_for_the_owner_alone(live: Live) -> None:
    secrets = [(live.data / "secrets" / name) for name in ("django", "root_key", "lookup_key")]
    assert {len(file.read_bytes()) for file in secrets} == {64}
    assert len({file.read_bytes() for file in secrets}) == 3
    assert {stat.S_IMODE(file.stat().st_mode) for file in secrets} == {0o600}


def test_a_folder_in_use_is_told(live: Live) -> None:
    code, said = start("--port", "0", "--data", str(live.data))
    assert code == 1
    assert (
        said
        == f"The folder {live.data} is in use by a running instance: stop that one, or choose another with --data.\n"
    )


def test_management_commands_run_beside_it(live: Live) -> None:
    assert "[X] 0001_initial" in live.manage("showmigrations", "audit")


def test_management_commands_run_without_it(tmp_path: Path) -> None:
    alone = Live(0, tmp_path / "data", 0, tmp_path)
    assert "[ ] 0001_initial" in alone.manage("showmigrations", "audit")
    assert alone.manage("demo_session", CAST[0].ssin).startswith("mbp=")
    assert not processes_naming(str(tmp_path / "data")) or sys.platform != "linux"


@linux
def test_a_second_instance_runs_beside_the_first_and_a_crash_heals(live: Live, tmp_path: Path) -> None:
    data = tmp_path / "second"
    with demo(data) as second:
        assert serves(second)
        os.kill(second.pid, signal.SIGKILL)
        (data / "state.json").unlink()
        with demo(data) as again:
            assert serves(again)
            assert serves(live)
        assert again.output.read_text().rstrip().endswith("Stopped.")
    assert nothing_is_left(str(data))
    assert read_state(data) is None


@linux
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stopping_it_leaves_nothing_running(tmp_path: Path, how: signal.Signals) -> None:
    data = tmp_path / "data"
    landscape.start_database()
    theirs = os.environ["DATABASE_URL"] if how is signal.SIGTERM else ""
    with demo(data, stop=how, DATABASE_URL=theirs) as running:
        assert len(processes_naming(str(data))) > 5
        assert (data / "postgres").exists() is not bool(theirs), "DATABASE_URL wins over the embedded database"
    assert not processes_naming(str(data))
    assert running.output.read_text().endswith("\nStopped.\n")


@linux
def test_when_a_part_dies_it_is_told_and_all_stops(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with demo(data) as running:
        os.kill(_pid_of("procrastinate", data), signal.SIGKILL)
        assert nothing_is_left(str(data))
    assert "The worker stopped unexpectedly, so everything is stopped" in running.output.read_text()


def _pid_of(word: str, data: Path) -> int:
    """The process of this instance whose command holds `word`."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (
                word.encode() in (process / "cmdline").read_bytes()
                and str(data).encode() in (process / "environ").read_bytes()
            ):
                return int(process.name)
        except OSError:
            continue
    raise AssertionError(f"there is no process with {word}")


def test_a_start_that_was_cut_off_heals(tmp_path: Path) -> None:
    data = tmp_path / "data"
    half = data / "postgres" / "data.half"
    half.mkdir(parents=True)
    (data / ".burgerprofiel").touch()
    (half / "PG_VERSION").write_text("1")
    (data / "secrets").mkdir()
    (data / "secrets" / ".django").write_text("half")
    (data / "leftovers").write_text(f"{os.getpid()} 12345\n99999999 1\nnonsense\n")
    with demo(data) as running:
        assert serves(running)
    cluster = data / "postgres" / "data"
    (cluster / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster}\n")
    with demo(data, "--port", str(running.port)) as running:
        assert serves(running)
        assert "Preparing" not in running.output.read_text()


def test_fresh_throws_away_what_was_written_and_nothing_else(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with (
        demo(data) as running,
        psycopg.connect((read_state(data) or {})["DATABASE_URL"], autocommit=True) as connection,
    ):
        connection.execute("CREATE TABLE mine (id int)")
        secret = (data / "secrets" / "root_key").read_bytes()
        assert serves(running)
    (data / "notes.txt").write_text("keep me")
    with demo(data, "--fresh"), psycopg.connect((read_state(data) or {})["DATABASE_URL"]) as connection:
        assert connection.execute("SELECT to_regclass('mine')").fetchone() == (None,)
        assert (data / "secrets" / "root_key").read_bytes() != secret
    assert (data / "notes.txt").read_text() == "keep me"


@linux
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_the_databases_account_reads_past_a_private_folder_and_writes_nowhere(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    tmp_path.chmod(0o700)
    script = "import os, sys; print(os.geteuid(), os.access(sys.argv[1], os.R_OK), os.access(sys.argv[1], os.W_OK))"
    with as_nobody():
        command = [*PREFIX, sys.executable, "-c", script, str(tmp_path / "file")]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert told == "65534 True False\n"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_an_ordinary_user_can_run_it(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    os.chown(tmp_path, 65534, 65534)
    os.chown(data, 65534, 65534)
    with as_nobody(), demo(data) as running:
        assert serves(running)
    assert (data / "postgres" / "data").stat().st_uid == 65534
