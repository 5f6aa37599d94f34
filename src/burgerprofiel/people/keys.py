"""The root key wraps each citizen's data key; it never leaves its keeper (architecture, decision 5).

Today the keeper is a file; a KMS fulfils the same `RootKeys`. The id of the root key stands beside each wrapped key, so
the root key can be replaced while the product runs: the new one in `root_key`, the old one in `root_key_previous`, then
`./manage rewrap_citizen_keys`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol
from uuid import UUID

import msgspec
from django.conf import settings

from burgerprofiel.kit import sealing

CURRENT, PREVIOUS = "root_key", "root_key_previous"


class UnknownRootKeyError(Exception):
    """A data key is wrapped by a root key that we do not have."""


class Wrapped(msgspec.Struct, frozen=True):
    """A data key that only the named root key opens."""

    root_key_id: str
    sealed: bytes


class RootKeys(Protocol):
    """The keeper of the root key."""

    current: str
    """Id of the root key that wraps new data keys."""

    def wrap(self, data_key: bytes, place: bytes) -> Wrapped:
        """Wrap with the current root key, bound to `place`."""

    def unwrap(self, wrapped: Wrapped, place: bytes) -> bytes:
        """Return the data key. Raises UnknownRootKeyError, sealing.NotSealedForThisError."""


class FileRootKeys:
    """Root keys from secret files; the first is current."""

    def __init__(self, secrets: Sequence[bytes]) -> None:
        """Derive each key and its id; the secret itself is not kept."""
        keys = [sealing.derive(secret, "people root key") for secret in secrets]
        self._keys = {sealing.derive(key, "id")[:6].hex(): key for key in keys}
        self.current = next(iter(self._keys))

    def wrap(self, data_key: bytes, place: bytes) -> Wrapped:
        """Wrap with the current root key, bound to `place`."""
        return Wrapped(self.current, sealing.seal(self._keys[self.current], data_key, place))

    def unwrap(self, wrapped: Wrapped, place: bytes) -> bytes:
        """Return the data key. Raises UnknownRootKeyError, sealing.NotSealedForThisError."""
        if wrapped.root_key_id not in self._keys:
            raise UnknownRootKeyError(
                f"Root key {wrapped.root_key_id} wraps a citizen's key, but is neither “{CURRENT}” nor “{PREVIOUS}”."
            )
        return sealing.unseal(self._keys[wrapped.root_key_id], wrapped.sealed, place)


@lru_cache(maxsize=1)
def root_keys() -> RootKeys:
    """Return the keeper that this installation uses."""
    config = settings.CONFIG
    names = [CURRENT] + ([PREVIOUS] if (config.secrets / PREVIOUS).is_file() else [])
    return FileRootKeys([config.secret(name) for name in names])


def key_place(citizen_id: UUID) -> bytes:
    """Where a wrapped data key belongs."""
    return b"people_citizen_key.wrapped:" + citizen_id.bytes


def number_place(citizen_id: UUID) -> bytes:
    """Where a sealed national number belongs."""
    return b"people_citizen.national_number:" + citizen_id.bytes
