"""One child: its own process group, its output in its own log file, and a way to end it with all it started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

_CHILD = Path(__file__).with_name("child.py")


class Process:
    """A running child with a name that people see."""

    def __init__(
        self, name: str, command: Sequence[str], log: Path, environment: Mapping[str, str], options: Sequence[str] = ()
    ) -> None:
        """Start `command`; `options` are child.py's."""
        self.name = name
        self.log = log
        wrapped = [sys.executable, "-IS", str(_CHILD), str(os.getpid()), *options, "--", *command]
        with log.open("ab") as output:
            self._from = output.tell()
            self.popen = subprocess.Popen(  # noqa: S603 - our own commands
                wrapped,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=dict(environment),
                cwd="/",
                start_new_session=True,
            )

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self.popen.poll() is None

    def signal(self, number: signal.Signals = signal.SIGTERM) -> None:
        """Ask it to stop."""
        if self.running:
            self.popen.send_signal(number)

    def end(self, patience: float) -> None:
        """Wait `patience` seconds for it to stop, then end whatever is left of its group."""
        with suppress(subprocess.TimeoutExpired):
            self.popen.wait(patience)
        end_group(self.popen.pid)
        self.popen.wait()

    def last_words(self, lines: int = 8) -> str:
        """The end of what it wrote since it was started."""
        with self.log.open("rb") as file:
            file.seek(self._from)
            text = file.read().decode(errors="replace")
        return "\n".join("    " + line for line in text.strip().splitlines()[-lines:])


def end_group(group: int) -> None:
    """Kill what is left of a process group."""
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
