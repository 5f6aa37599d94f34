"""Objects in a folder: `objects/ab/ab…`, in 256 folders after the first byte of their names.

Durable means: the file and the folder that names it are on disk (fsync of both) before anybody hears of it.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from burgerprofiel.kit.storage.contract import GoneError, Listed

PIECE = 256 * 1024
"""Bytes read at once."""
_INCOMING = "incoming"


class FolderIncoming:
    """A file in `incoming`, which becomes an object by being renamed."""

    def __init__(self, root: Path) -> None:
        """Begin the file. Raises OSError."""
        self._root, self._path = root, root / _INCOMING / secrets.token_hex(16)
        self._file = self._path.open("x+b")

    def write(self, piece: bytes) -> None:
        """Add to it."""
        self._file.write(piece)

    def read(self) -> Iterator[bytes]:
        """Give back what was written so far."""
        self._file.flush()
        with self._path.open("rb") as file:
            yield from iter(lambda: file.read(PIECE), b"")

    def settle(self, name: str) -> None:
        """Give it its name, then see both on disk: a file that a crash left half has a name that nobody knows."""
        with self._file:
            self._file.flush()
            self._path.rename(self._root / name[:2] / name)
            os.fsync(self._file.fileno())
        _to_disk(self._root / name[:2])

    def discard(self) -> None:
        """Forget it."""
        self._file.close()
        self._path.unlink(missing_ok=True)


class FolderStore:
    """Objects in a folder of this machine, or one that all machines share."""

    def __init__(self, root: Path) -> None:
        """Take the folder; it is made when the first object comes."""
        self._root, self._made, self._making = root, False, Lock()

    def incoming(self) -> FolderIncoming:
        """Begin a new object."""
        with self._making:
            if not self._made:
                _make(self._root)
                self._made = True
        return FolderIncoming(self._root)

    def read(self, name: str) -> Iterator[bytes]:
        """Return its bytes. Raises GoneError, OSError."""
        try:
            file = (self._root / name[:2] / name).open("rb")
        except FileNotFoundError:
            raise GoneError(name) from None

        def pieces() -> Iterator[bytes]:
            with file:
                yield from iter(lambda: file.read(PIECE), b"")

        return pieces()

    def remove(self, name: str) -> None:
        """Remove it."""
        (self._root / name[:2] / name).unlink(missing_ok=True)

    def listed(self, part: str = "") -> Iterator[Listed]:
        """Return what is there, sorted by name."""
        for folder in sorted(self._root.glob(part or "[0-9a-f][0-9a-f]")):
            for path in sorted(folder.iterdir()):
                with suppress(FileNotFoundError):  # somebody removed it meanwhile
                    yield Listed(path.name, datetime.fromtimestamp(path.stat().st_mtime, UTC))

    def sweep(self, before: datetime) -> int:
        """Remove what began to come in before this moment and never settled."""
        left = [path for path in self._root.glob(f"{_INCOMING}/*") if path.stat().st_mtime < before.timestamp()]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)


def _make(root: Path) -> None:
    """Make every folder there is, and see them on disk: afterwards an object needs its own folder only."""
    for name in (_INCOMING, *(f"{number:02x}" for number in range(256))):
        (root / name).mkdir(mode=0o700, parents=True, exist_ok=True)
    _to_disk(root)
    _to_disk(root.parent)


def _to_disk(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
