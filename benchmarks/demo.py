"""The complete demo, started as people start it, in a folder of its own; and a hello-world on the same server."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from burgerprofiel.site.launch import folder, ports, roles

_CHECKOUT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, eq=False)
class Demo:
    """A running demo: its port and its configuration."""

    port: int
    environment: dict[str, str]
    process: subprocess.Popen[bytes]

    def web(self) -> Workers:
        """The processes that serve pages."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        return Workers([child for child in children if "burgerprofiel.site.wsgi:application" in child.cmdline()])


@dataclass(frozen=True)
class Workers:
    """Server processes whose CPU time and memory are counted."""

    processes: list[psutil.Process]

    def cpu(self) -> float:
        """Seconds of CPU used so far, user and system."""
        return sum(times.user + times.system for times in (process.cpu_times() for process in self.processes))

    def memory(self) -> int:
        """Bytes of memory that are theirs alone (USS)."""
        return sum(int(process.memory_full_info().uss) for process in self.processes)


@contextmanager
def demo() -> Iterator[Demo]:
    """Start the demo on a free port; stop it and remove its folder."""
    with tempfile.TemporaryDirectory(prefix="mbp-bench-") as place:
        Path(place).chmod(0o755)
        data = Path(place) / "data"
        hidden = ("MAGDA_MOCK_DATA", "DATABASE_URL")
        environment = {name: value for name, value in os.environ.items() if name not in hidden}
        command = [sys.executable, "-m", "burgerprofiel.site.launch", "--port", "0", "--data", str(data)]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        try:
            yield _running(process, data)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(40)


def _running(process: subprocess.Popen[bytes], data: Path) -> Demo:
    end = time.monotonic() + 120
    while (state := folder.read_state(data)) is None:
        if process.poll() is not None or time.monotonic() > end:
            raise SystemExit("The demo did not start; ./run tells why.")
        time.sleep(0.1)
    return Demo(int(state["MBP_PORT"]), state, process)


@contextmanager
def hello(module: str) -> Iterator[tuple[int, Workers]]:
    """Serve the hello-world of a module with the same server and the same settings as the portal."""
    port = ports.choose(0)
    command = [part.replace("burgerprofiel.site.wsgi", module) for part in roles.web(port)]
    environment = os.environ | {"PYTHONPATH": f"{_CHECKOUT}:{_CHECKOUT / 'src'}"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        parent = psutil.Process(process.pid)
        yield port, Workers([parent, *parent.children(recursive=True)])
    finally:
        process.terminate()
        process.wait(20)


def _wait(port: int) -> None:
    for _try in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit("The hello-world server did not start.")
