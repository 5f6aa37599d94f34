"""A photo as it is kept: square, 512 pixels, JPEG anew, without anything that the camera wrote about place and time.

What is no photo is refused before it is decoded: by its first bytes, its format, its size in pixels. A file of a few
kilobytes that unfolds to gigabytes never does. One photo at a time per process is decoded.
"""

from __future__ import annotations

import threading
from enum import StrEnum
from io import BytesIO
from typing import IO

from PIL import Image, ImageOps

MOST_OCTETS = 10_000_000
SIDE = 512
SMALLEST = 100
"""Pixels of the shorter side: below, nobody is to be recognised."""
_MOST_PIXELS = {"JPEG": 64_000_000, "PNG": 20_000_000, "WEBP": 20_000_000}
"""A JPEG is decoded smaller at once; the others are decoded whole, at four bytes a pixel."""
_LONGEST_SIDE = 16_000
_MOST_SCANS = 100
"""A JPEG may be drawn over and over again, each time in full for some thirty octets; cameras need a dozen."""
_SCAN = b"\xff\xda"
_ROUGHLY = (SIDE * 2, SIDE * 2)
_one_at_a_time = threading.Lock()


class Part(StrEnum):
    """Which square of an oblong photo is kept."""

    MIDDLE = "midden"
    BEGIN = "begin"
    """The top, or the left side."""
    END = "einde"
    """The bottom, or the right side."""


_WHERE = {Part.MIDDLE: (0.5, 0.5), Part.BEGIN: (0.0, 0.0), Part.END: (1.0, 1.0)}


class NotAPhotoError(ValueError):
    """`reason`: `empty`, `large` (octets), `pixels`, `small`, `moving` or `kind`."""

    def __init__(self, reason: str) -> None:
        """Say why."""
        super().__init__(reason)
        self.reason = reason


def made(content: IO[bytes], part: Part = Part.MIDDLE) -> bytes:
    """Return the photo as it is kept. Raises NotAPhotoError.

    Nothing of the file is kept but its pixels.
    """
    with _one_at_a_time:
        try:
            with Image.open(content, formats=tuple(_MOST_PIXELS)) as image:
                _check(image)
                _check_scans(image, content)
                return _drawn(image, part)
        except NotAPhotoError:
            raise
        except Image.DecompressionBombError as error:
            raise NotAPhotoError("pixels") from error
        except Exception as error:  # whatever a decoder stumbles over, and they stumble in many ways: it is no photo
            raise NotAPhotoError("kind") from error


def _check(image: Image.Image) -> None:
    """Refuse by what the head of the file says; its pixels were not looked at yet."""
    if getattr(image, "is_animated", False):
        raise NotAPhotoError("moving")
    width, height = image.size
    if width * height > _MOST_PIXELS[str(image.format)] or max(width, height) > _LONGEST_SIDE:
        raise NotAPhotoError("pixels")
    if min(width, height) < SMALLEST:
        raise NotAPhotoError("small")


def _check_scans(image: Image.Image, content: IO[bytes]) -> None:
    """Refuse a JPEG that is drawn over without end."""
    if image.format == "JPEG":
        place = content.tell()
        content.seek(0)
        many = content.read(MOST_OCTETS + 1).count(_SCAN)
        content.seek(place)
        if many > _MOST_SCANS:
            raise NotAPhotoError("kind")


def _drawn(image: Image.Image, part: Part) -> bytes:
    image.draft("RGB", _ROUGHLY)
    upright = ImageOps.exif_transpose(image)
    square = ImageOps.fit(_opaque(upright), (SIDE, SIDE), centering=_WHERE[part])
    bare = Image.frombytes("RGB", square.size, square.tobytes())
    written = BytesIO()
    bare.save(written, "JPEG", quality=88, optimize=True)
    return written.getvalue()


def _opaque(image: Image.Image) -> Image.Image:
    """What shows through is drawn on white."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    whole = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", whole.size, "white"), whole).convert("RGB")
