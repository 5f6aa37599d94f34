"""The demo makes its own secrets: random files that only the owner reads. Production brings its own."""

import os
from pathlib import Path

NAMES = ("django", "root_key", "lookup_key")
TEXTS = ("sms_gateway",)
"""Secrets that travel in a header, so they are words."""


def make(place: Path) -> None:
    """Write the secrets that are not there yet: 64 random bytes each (words: as many hexadecimal digits), mode 600."""
    for name in NAMES:
        _write(place / name, os.urandom(64))
    for name in TEXTS:
        make_one(place / name)


def make_one(path: Path) -> None:
    """Write a secret in words, when it is not there yet."""
    _write(path, os.urandom(32).hex().encode())


def _write(path: Path, secret: bytes) -> None:
    if path.exists():
        return
    fresh = path.with_name(f".{path.name}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(secret)
    fresh.rename(path)
