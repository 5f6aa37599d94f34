"""Real workers on the tests' database, for tests that kill them."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from django.conf import settings

from burgerprofiel.site.launch import roles


def worker(log: Path) -> AbstractContextManager[subprocess.Popen[bytes]]:
    """A worker as the launcher starts it, on the tests' database."""
    return _running(roles.worker(), log)


def post(log: Path, smtp_port: int) -> AbstractContextManager[subprocess.Popen[bytes]]:
    """The post as the launcher starts it, on the tests' database, with this mail server."""
    return _running(roles.post(), log, MBP_SMTP_URL=f"smtp://127.0.0.1:{smtp_port}")


@contextmanager
def _running(command: list[str], log: Path, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    database = str(settings.DATABASES["default"]["NAME"])
    url = os.environ["DATABASE_URL"].replace("/burgerprofiel?", f"/{database}?")
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "burgerprofiel.site.settings"} | more
    with log.open("ab") as sink:
        process = subprocess.Popen(command, env=environment, stdout=sink, stderr=sink)
    try:
        yield process
    finally:
        process.kill()
        process.wait(10)


def until(holds: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something holds; fails after so many seconds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.005)
