"""Work is skipped when what it is made from did not change: decided by content, never by date."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def of(files: Iterable[Path]) -> str:
    """Return one fingerprint over the files' places and contents, whatever their order."""
    total = hashlib.sha256()
    for file in sorted(files):
        total.update(f"{file}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


class Stamp:
    """Remembers from which fingerprint something was made."""

    def __init__(self, file: Path) -> None:
        """`file` holds the fingerprint; without it nothing was made."""
        self._file = file

    def matches(self, fingerprint: str) -> bool:
        """Whether it was made from just this."""
        return self._file.exists() and self._file.read_text() == fingerprint

    def write(self, fingerprint: str) -> None:
        """Note that it is made now."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(fingerprint)
