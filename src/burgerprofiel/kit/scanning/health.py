"""Whether the scanner answers, for who watches the product: asked seldom, however often somebody wants to know."""

from __future__ import annotations

import time

from django.conf import settings

from burgerprofiel.kit.scanning import scanner
from burgerprofiel.kit.scanning.refused import ScannerDownError

SECONDS = 5.0
_PATIENCE = 1.0
_heard: list[tuple[float, str]] = []


def word() -> str:
    """Return `answers` or `does not answer: nothing can be published`; empty: there is none to ask."""
    address = settings.CONFIG.scanner
    if address in ("", scanner.NONE):
        return ""
    now = time.monotonic()
    if not _heard or _heard[0][0] < now:
        _heard[:] = [(now + SECONDS, _asked(address))]
    return _heard[0][1]


def _asked(address: str) -> str:
    try:
        answers = scanner.asked(address, scanner.command("PING"), _PATIENCE) == "PONG"
    except ScannerDownError:
        answers = False
    return "answers" if answers else "does not answer: nothing can be published"
