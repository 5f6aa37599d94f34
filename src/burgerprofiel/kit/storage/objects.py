"""Documents as the rooms keep and read them: encrypted with a key of their own while they stream in.

The store sees only ciphertext, and so does the disk. An object is one document's: equal documents have other keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256

from burgerprofiel.kit.sealing import new_key
from burgerprofiel.kit.storage import frames
from burgerprofiel.kit.storage.contract import GoneError
from burgerprofiel.kit.storage.frames import BrokenError
from burgerprofiel.kit.storage.store import store

__all__ = ["BrokenError", "GoneError", "Stored", "Writer", "keep", "pieces", "remove", "store", "writing"]


@dataclass(frozen=True)
class Stored:
    """A document that was kept."""

    object_name: str
    key: bytes = field(repr=False)
    """Opens it, and nothing else: seal it for whose it is before it is written anywhere."""
    octets: int
    """Size of the document itself."""
    digest: bytes
    """SHA-256 of the document itself."""


class Writer:
    """A document on its way in: `write` its pieces, `end`, and `settle` what is to stay."""

    def __init__(self) -> None:
        """Begin a document with a fresh key. Raises OSError."""
        self._key = new_key()
        self._encryptor, self._incoming = frames.Encryptor(self._key), store().incoming()
        self._plain, self._kept, self.octets = sha256(), sha256(), 0

    def write(self, piece: bytes) -> None:
        """Take a piece of any size."""
        self.octets += len(piece)
        self._plain.update(piece)
        self._put(self._encryptor.take(piece))

    def end(self) -> Stored:
        """Return how the document will be called; it is not kept before it is settled."""
        self._put(self._encryptor.end())
        return Stored(self._kept.hexdigest(), self._key, self.octets, self._plain.digest())

    def pieces(self) -> Iterator[bytes]:
        """Give the document back, after its end: for who must look at it before it is kept."""
        return frames.opened(self._incoming.read(), self._key)

    def settle(self) -> None:
        """Keep it: when this returns it survives a power failure. Raises OSError."""
        self._incoming.settle(self._kept.hexdigest())

    def discard(self) -> None:
        """Forget what was not settled."""
        self._incoming.discard()

    def _put(self, content: bytes) -> None:
        if content:
            self._kept.update(content)
            self._incoming.write(content)


@contextmanager
def writing() -> Iterator[Writer]:
    """Begin a document that is forgotten when it was not settled by the end of the block."""
    writer = Writer()
    try:
        yield writer
    finally:
        writer.discard()


def keep(pieces: Iterable[bytes]) -> Stored:
    """Keep a document; durable when this returns. Raises OSError."""
    with writing() as writer:
        for piece in pieces:
            writer.write(piece)
        stored = writer.end()
        writer.settle()
    return stored


def pieces(object_name: str, key: bytes) -> Iterator[bytes]:
    """Return a document in pieces; whether it is there is known at once.

    Raises GoneError, OSError; BrokenError while it is read, when it is not what was kept.
    """
    return frames.opened(store().read(object_name), key)


def remove(object_name: str) -> None:
    """Remove a document for good; what is not there is removed already. Raises OSError."""
    store().remove(object_name)
