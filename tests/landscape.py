"""The tests' own surroundings, made before Django loads: a folder, secrets, PostgreSQL, and the demo for browsers."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from burgerprofiel.site.launch import catalogues, folder, ports, roles, secret_files, surroundings
from burgerprofiel.site.launch.postgres import Cluster
from burgerprofiel.site.launch.process import Process
from burgerprofiel.site.launch.supervise import answers

CHECKOUT = Path(__file__).resolve().parents[1]
PLACE = Path(tempfile.mkdtemp(prefix="mbp-tests-"))
PLACE.chmod(0o755)
_KEPT_FOR_TESTS = ("MAGDA_MOCK_DATA",)
PREFIX: list[str] = []
"""Stands before the command that starts the demo: to become somebody else."""

cluster = None if os.environ.get("DATABASE_URL") else Cluster(PLACE / "postgres", PLACE / "postgres.log")
_started = False


@atexit.register
def _clean() -> None:
    """Leave nothing behind, however the tests end."""
    if cluster:
        cluster.stop()
    shutil.rmtree(PLACE, ignore_errors=True)


def prepare() -> None:
    """Set the environment for Django in this process."""
    for name in [name for name in os.environ if name.startswith("MBP_")]:
        del os.environ[name]
    secrets = PLACE / "secrets"
    secrets.mkdir()
    secret_files.make(secrets)
    catalogues.compile_all(PLACE / "locale")
    url = cluster.url if cluster else os.environ["DATABASE_URL"]
    os.environ.update(surroundings.surroundings(PLACE, 8000, ports.choose(0), url))
    os.environ["MBP_CERTIFICATE_SOURCES"] = ""
    os.environ["MBP_REGISTRIES"] = ""  # the simulators do not always run: who tests other registries names them


def start_database() -> None:
    """Start the tests' PostgreSQL, once, when the first test needs it."""
    global _started  # noqa: PLW0603 - one server per test run
    if cluster and not _started:
        _started = True
        cluster.start()


@contextmanager
def simulators() -> Iterator[str]:
    """Run the simulators' process on the port that the configuration names; gives its address."""
    port = int(os.environ["MBP_SIMULATORS_PORT"])
    environment = surroundings.for_simulators({n: v for n, v in os.environ.items() if n not in _KEPT_FOR_TESTS})
    process = Process("The simulators", roles.simulators(port), PLACE / "simulators.log", environment)
    try:
        _wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.signal()
        process.end(patience=5)


def _wait_for(port: int, process: Process) -> None:
    deadline = time.monotonic() + 30
    while not answers(port, "magda.localhost", "/status/live"):
        if not process.running or time.monotonic() > deadline:
            raise AssertionError(f"The simulators did not start:\n{process.last_words(30)}")
        time.sleep(0.05)


@dataclass(frozen=True)
class Live:
    """A complete running demo."""

    port: int
    data: Path
    pid: int
    output: Path

    def origin(self, name: str) -> str:
        """The origin of `mijn`, `toegang`, `magda`, `kaartlezer` or `ocsp`."""
        return f"http://{name}.localhost:{self.port}"

    @property
    def portal(self) -> str:
        """Where citizens read."""
        return self.origin("mijn")

    @property
    def access(self) -> str:
        """Where citizens sign in."""
        return self.origin("toegang")

    def manage(self, *arguments: str) -> str:
        """Run a management command beside the demo; returns what it printed."""
        command = [sys.executable, "-m", "burgerprofiel.site.launch.manage", "--data", str(self.data), *arguments]
        done = subprocess.run(command, env=outside(), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout


def outside(**more: str) -> dict[str, str]:
    """The environment of a person's terminal: nothing of the tests' own configuration."""
    hidden = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", *_KEPT_FOR_TESTS}
    plain = {name: value for name, value in os.environ.items() if not name.startswith("MBP_") and name not in hidden}
    return plain | {"PYTHONPATH": str(CHECKOUT / "src")} | more


@contextmanager
def demo(data: Path, *options: str, stop: signal.Signals = signal.SIGINT, **environment: str) -> Iterator[Live]:
    """Start the whole demo as people do, on a free port; stop it as people do."""
    output = data.with_suffix(".out")
    command = [*PREFIX, sys.executable, "-m", "burgerprofiel.site.launch", "--port", "0", "--data", str(data), *options]
    with output.open("wb") as sink:
        process = subprocess.Popen(command, env=outside(**environment), stdout=sink, stderr=sink)
    try:
        deadline = time.monotonic() + 90
        while (state := folder.read_state(data)) is None:
            if process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"The demo did not start:\n{output.read_text()}")
            time.sleep(0.05)
        yield Live(int(state["MBP_PORT"]), data, process.pid, output)
    finally:
        process.send_signal(stop)
        process.wait(40)
