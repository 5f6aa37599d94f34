"""Start the launcher as people do, and look at what it leaves."""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from burgerprofiel.site.launch import child
from tests import landscape

_prefix: list[str] = []


def command(*arguments: str) -> list[str]:
    """The command that ./run executes."""
    return [*_prefix, sys.executable, "-m", "burgerprofiel.site.launch", *arguments]


def start(*arguments: str, **environment: str) -> tuple[int, str]:
    """Run the launcher to its end; returns its code and all it said."""
    done = subprocess.run(
        command(*arguments),
        env=landscape.outside(**environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout.decode()


@contextmanager
def as_nobody() -> Iterator[None]:
    """Start as an ordinary user without rights (who may read the checkout and Python wherever they lie)."""
    entry = pwd.getpwnam("nobody")
    _prefix[:] = [
        sys.executable,
        "-IS",
        str(Path(child.__file__)),
        str(os.getpid()),
        "--as",
        str(entry.pw_uid),
        str(entry.pw_gid),
        "--reach",
        "--",
    ]
    landscape.PREFIX[:] = _prefix
    try:
        yield
    finally:
        _prefix.clear()
        landscape.PREFIX.clear()


def processes_naming(text: str) -> list[str]:
    """The commands of all running processes whose command line or environment holds `text` (Linux)."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command_line = (process / "cmdline").read_bytes()
            told = command_line + (process / "environ").read_bytes()
            alive = (process / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
        except OSError:
            continue
        if alive and text.encode() in told and process.name != str(os.getpid()):
            found.append(command_line.replace(b"\0", b" ").decode(errors="replace"))
    return found
