"""Real workers on the tests' database, for tests that kill them."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from burgerprofiel.site.launch import roles


@contextmanager
def worker(log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker as the launcher starts it, on the tests' database."""
    database = str(settings.DATABASES["default"]["NAME"])
    url = os.environ["DATABASE_URL"].replace("/burgerprofiel?", f"/{database}?")
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "burgerprofiel.site.settings"}
    with log.open("ab") as sink:
        process = subprocess.Popen(roles.worker(), env=environment, stdout=sink, stderr=sink)
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
