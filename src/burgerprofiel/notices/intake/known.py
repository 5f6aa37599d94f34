"""What is kept of a bundle's recipients, so that its sender can ask what became of it: no national numbers."""

from __future__ import annotations

from uuid import UUID

import msgspec

from burgerprofiel.kit.packing import from_msgpack
from burgerprofiel.kit.root_keys import root_keys


class Recipient(msgspec.Struct, frozen=True, array_like=True):
    """One of them, in the order sent."""

    reference: str
    citizen: UUID | None
    """None: somebody without a profile here; nothing was kept of who."""


def sealed(bundle: UUID, recipients: list[Recipient]) -> bytes:
    """Seal them with the root key."""
    return root_keys().seal(msgspec.msgpack.encode(recipients), bundle_place(bundle))


def opened(bundle: UUID, content: bytes) -> list[Recipient]:
    """Open what `sealed` made. Raises NotSealedForThisError, UnknownRootKeyError."""
    return from_msgpack(root_keys().unseal(content, bundle_place(bundle)), list[Recipient])


def bundle_place(bundle: UUID) -> bytes:
    """Where they are sealed."""
    return f"notices.bundle:{bundle}".encode()
