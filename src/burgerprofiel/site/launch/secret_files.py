"""The demo makes its own secrets: random files that only the owner reads. Production brings its own."""

import os
from pathlib import Path

NAMES = ("django", "root_key", "lookup_key")
TEXTS = ("sms_gateway",)
"""Secrets that travel in a header, so they are words."""


def make(place: Path) -> None:
    """Write the secrets that are not there yet: 64 random bytes each (words: as many hexadecimal digits), mode 600."""
    for name in (*NAMES, *TEXTS):
        if not (place / name).exists():
            fresh = place / f".{name}"
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(os.urandom(32).hex().encode() if name in TEXTS else os.urandom(64))
            fresh.rename(place / name)
