"""The demo makes its own secrets: random files that only the owner reads. Production brings its own."""

import os
from pathlib import Path

NAMES = ("django", "root_key", "lookup_key")


def make(place: Path) -> None:
    """Write the secrets that are not there yet: 64 random bytes each, mode 600."""
    for name in NAMES:
        if not (place / name).exists():
            fresh = place / f".{name}"
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(os.urandom(64))
            fresh.rename(place / name)
