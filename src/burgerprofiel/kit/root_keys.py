"""The root key seals other keys and never leaves its keeper (architecture, decision 5).

Today the keeper is a file; a KMS fulfils the same `RootKeys`. What it seals starts with the id of the root key, so that
the root key can be replaced while the product runs: the new one in `root_key`, the old one in `root_key_previous`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from django.conf import settings

from burgerprofiel.kit import sealing

CURRENT, PREVIOUS = "root_key", "root_key_previous"
_ID = 6


class UnknownRootKeyError(Exception):
    """A key is sealed with a root key that we do not have."""


class RootKeys(Protocol):
    """The keeper of the root key."""

    current: str
    """Id, in hexadecimal, of the root key that seals."""

    def seal(self, key: bytes, place: bytes) -> bytes:
        """Seal a key with the current root key, bound to `place`."""

    def unseal(self, sealed: bytes, place: bytes) -> bytes:
        """Return the key. Raises UnknownRootKeyError, sealing.NotSealedForThisError."""


class FileRootKeys:
    """Root keys from secret files; the first is current."""

    def __init__(self, secrets: Sequence[bytes]) -> None:
        """Derive each key and its id; the secret itself is not kept."""
        keys = [sealing.derive(secret, "root key") for secret in secrets]
        self._keys = {sealing.derive(key, "id")[:_ID]: key for key in keys}
        self._current = next(iter(self._keys))
        self.current = self._current.hex()

    def seal(self, key: bytes, place: bytes) -> bytes:
        """Seal a key with the current root key, bound to `place`."""
        return self._current + sealing.seal(self._keys[self._current], key, place)

    def unseal(self, sealed: bytes, place: bytes) -> bytes:
        """Return the key. Raises UnknownRootKeyError, sealing.NotSealedForThisError."""
        name = sealed[:_ID]
        if name not in self._keys:
            raise UnknownRootKeyError(f"Root key {name.hex()} is neither “{CURRENT}” nor “{PREVIOUS}”.")
        return sealing.unseal(self._keys[name], sealed[_ID:], place)


@lru_cache(maxsize=1)
def root_keys() -> RootKeys:
    """Return the keeper that this installation uses."""
    config = settings.CONFIG
    names = [CURRENT] + ([PREVIOUS] if (config.secrets / PREVIOUS).is_file() else [])
    return FileRootKeys([config.secret(name) for name in names])
