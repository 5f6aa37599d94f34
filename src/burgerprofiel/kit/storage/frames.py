"""A document is encrypted in frames of 64 KiB, so that a large one streams both ways and a broken one never passes.

AES-256-GCM with a key of the document's own. A frame's nonce is its number and whether it is the last: frames cannot be
left out, swapped or cut off (the STREAM construction, as the age file format uses it: age-encryption.org/v1).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FRAME = 64 * 1024
"""Bytes of the document in a frame; the last one holds fewer."""
TAG = 16
"""Bytes that a frame grows by."""


class BrokenError(Exception):
    """What lies there is not what was kept: altered, cut off, or of another key."""


class Encryptor:
    """Takes a document in pieces of any size and gives what is to be kept."""

    def __init__(self, key: bytes) -> None:
        """Take a fresh key: used for one document only."""
        self._cipher, self._number, self._rest = AESGCM(key), 0, bytearray()

    def take(self, piece: bytes) -> bytes:
        """Return the frames that are full."""
        self._rest += piece
        done = []
        while len(self._rest) > FRAME:
            done.append(self._frame(bytes(self._rest[:FRAME]), last=False))
            del self._rest[:FRAME]
        return b"".join(done)

    def end(self) -> bytes:
        """Return the last frame."""
        return self._frame(bytes(self._rest), last=True)

    def _frame(self, content: bytes, *, last: bool) -> bytes:
        frame = self._cipher.encrypt(_nonce(self._number, last=last), content, None)
        self._number += 1
        return frame


def opened(kept: Iterable[bytes], key: bytes) -> Iterator[bytes]:
    """Give the document back, a frame at a time; a frame is given only when it is whole. Raises BrokenError."""
    cipher, number, rest = AESGCM(key), 0, bytearray()
    try:
        for piece in kept:
            rest += piece
            while len(rest) > FRAME + TAG:
                yield cipher.decrypt(_nonce(number, last=False), bytes(rest[: FRAME + TAG]), None)
                del rest[: FRAME + TAG]
                number += 1
        yield cipher.decrypt(_nonce(number, last=True), bytes(rest), None)
    except (InvalidTag, ValueError) as error:
        raise BrokenError from error


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11) + bytes([last])
