"""The children stand and fall together: when one dies, or people press Ctrl-C, all end and nothing is left behind."""

from __future__ import annotations

import http.client
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from burgerprofiel.site.launch import leftovers
from burgerprofiel.site.launch.problem import StartError
from burgerprofiel.site.launch.process import Process

_LOG_LIMIT = 10_000_000


class Children:
    """Everything the launcher started beside the database."""

    def __init__(self, logs: Path, memory: Path) -> None:
        """`logs` is the folder of the log files; `memory` the file that a next start after a crash reads."""
        self._logs = logs
        self._memory = memory
        self.running: list[Process] = []

    def start(self, name: str, file: str, command: Sequence[str], environment: Mapping[str, str]) -> Process:
        """Start a child. `name` is what people read, `file` its log's name."""
        process = Process(name, command, log_file(self._logs, file), environment)
        self.running.append(process)
        leftovers.remember(self._memory, process.popen.pid)
        return process

    def check(self) -> None:
        """Raise StartError when one has ended."""
        for process in self.running:
            if not process.running:
                words = process.last_words()
                raise StartError(
                    f"{process.name} stopped unexpectedly, so everything is stopped; its log is {process.log}"
                    + (f" and ends with:\n{words}" if words else ".")
                )

    def wait_for(self, process: Process, patience: float = 120) -> None:
        """Wait until a child has done its work. Raises StartError when it failed."""
        if process.popen.wait(patience) != 0:
            self.check()
        self.running.remove(process)

    def wait_for_answer(self, port: int, host: str, path: str, patience: float = 60) -> None:
        """Wait until `path` answers with 200. Raises StartError when a child ends or patience does."""
        deadline = time.monotonic() + patience
        while not answers(port, host, path):
            self.check()
            if time.monotonic() > deadline:
                raise StartError(
                    f"http://{host}:{port}{path} did not answer within {patience:.0f} seconds: see {self._logs}."
                )
            time.sleep(0.05)

    def stop(self) -> None:
        """Ask all to stop, give them a few seconds together, then end what is left."""
        for process in self.running:
            process.signal()
        deadline = time.monotonic() + 6
        for process in self.running:
            process.end(max(0.1, deadline - time.monotonic()))
        self.running.clear()
        self._memory.unlink(missing_ok=True)


def log_file(logs: Path, name: str) -> Path:
    """Return the place of a log; a long one of earlier starts is put aside as `.1`."""
    file = logs / f"{name}.log"
    if file.exists() and file.stat().st_size > _LOG_LIMIT:
        file.replace(logs / f"{name}.log.1")
    return file


def answers(port: int, host: str, path: str) -> bool:
    """Whether an address of ours answers with 200 now."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path, headers={"Host": f"{host}:{port}"})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
