"""A web worker that dies costs its own requests: another takes its place and the demo goes on."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path

import psutil

from burgerprofiel.site.launch.supervise import answers
from tests import landscape


def _workers(launcher: int) -> set[int]:
    """The workers that live; one that ends while we look is not counted."""
    web: dict[int, int] = {}
    for child in psutil.Process(launcher).children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):
            if "burgerprofiel.site.wsgi:application" in child.cmdline():
                web[child.pid] = child.ppid()
    return {pid for pid, parent in web.items() if parent in web}


def test_a_worker_that_crashes_is_replaced(tmp_path: Path) -> None:
    with landscape.demo(tmp_path / "data") as demo:
        before = _workers(demo.pid)
        crashed = min(before)
        os.kill(crashed, signal.SIGSEGV)
        deadline = time.monotonic() + 30
        while not _workers(demo.pid) - before:
            assert time.monotonic() < deadline, "no new worker came"
            time.sleep(0.2)
        while not answers(demo.port, "mijn.localhost", "/status/ready"):
            assert time.monotonic() < deadline, "the new worker does not answer"
            time.sleep(0.2)
