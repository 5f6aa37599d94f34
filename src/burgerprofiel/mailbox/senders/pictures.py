"""Logos: what a file holds is read from its first bytes, never from its name.

SVG is refused: it is a program as much as a picture, and a sender can always export a PNG.
"""

from __future__ import annotations

import struct

from django.utils.translation import gettext as _

from burgerprofiel.mailbox.senders.fields import MistakeError

LARGEST = 200_000
"""In bytes."""
WIDEST = 2000
"""In pixels, of either side."""


def media_type(content: bytes) -> str:
    """Return what kind of picture this is. Raises MistakeError for what is none, or too large."""
    if len(content) > LARGEST:
        raise MistakeError(_("a logo has at most %(most)s kilobytes.") % {"most": LARGEST // 1000})
    for kind, measure in (("image/png", _png), ("image/gif", _gif), ("image/jpeg", _jpeg)):
        size = measure(content)
        if size and all(0 < side <= WIDEST for side in size):
            return kind
        if size:
            raise MistakeError(_("a logo is at most %(most)s pixels wide and high.") % {"most": WIDEST})
    if b"<svg" in content[:2000].lower():
        raise MistakeError(_("SVG can hold programs, so it is not taken: export the logo as PNG."))
    raise MistakeError(_("this is not a PNG, JPEG or GIF picture."))


def _png(content: bytes) -> tuple[int, int] | None:
    if not content.startswith(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR") or b"IEND" not in content[-12:] or len(content) < 45:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _gif(content: bytes) -> tuple[int, int] | None:
    if not content.startswith((b"GIF87a", b"GIF89a")) or len(content) < 14 or content[-1:] != b";":
        return None
    width, height = struct.unpack("<HH", content[6:10])
    return width, height


def _jpeg(content: bytes) -> tuple[int, int] | None:
    """Walk the segments to the one that tells the size (SOF)."""
    if not content.startswith(b"\xff\xd8\xff"):
        return None
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
