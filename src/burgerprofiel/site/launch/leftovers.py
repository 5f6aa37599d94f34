"""What a crashed launcher left running is ended by the next start in the same folder.

The list holds process groups with the moment they began, so that a number that was used again is never harmed.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from burgerprofiel.site.launch.process import end_group


def remember(file: Path, pid: int) -> None:
    """Add a child to the list."""
    with file.open("a") as listing:
        listing.write(f"{pid} {_began(pid)}\n")


def end(file: Path, patience: float = 10) -> None:
    """End everything on the list that still runs, and forget the list."""
    if not file.exists():
        return
    left = [pid for pid, began in _read(file) if began and _began(pid) == began]
    for pid in left:
        _interrupt(pid)
    deadline = time.monotonic() + patience
    while any(_began(pid) for pid in left) and time.monotonic() < deadline:
        time.sleep(0.05)
    for pid in left:
        end_group(pid)
    file.unlink()


def _read(file: Path) -> list[tuple[int, str]]:
    """The list: process and the moment it began."""
    lines = (line.partition(" ") for line in file.read_text().splitlines())
    return [(int(pid), began) for pid, _space, began in lines if pid.isdigit()]


def _interrupt(pid: int) -> None:
    """Ask a process to stop; it may just have stopped."""
    try:
        os.kill(pid, signal.SIGINT)
    except ProcessLookupError:
        return


def _began(pid: int) -> str:
    """When a process began, as this system tells it; empty when there is none (or only its remains)."""
    if sys.platform == "linux":
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return ""
        return "" if fields[0] == "Z" else fields[19]
    told = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)  # noqa: S603, S607 - ps of the system
    return told.stdout.strip()
