"""A photo as it is kept: square, 512 pixels, JPEG anew, without anything that the camera wrote about place and time.

What is no photo is refused before it is decoded: by its first bytes, its format, its size in pixels. A file of a few
kilobytes that unfolds to gigabytes never does. One photo at a time per process is decoded, in some 100 MB at most
(`benchmarks/photo_memory.py`): a JPEG smaller at once, the others whole, and of these only strips are ever copied.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from enum import StrEnum
from io import BytesIO
from typing import IO

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

MOST_OCTETS = 10_000_000
SIDE = 512
SMALLEST = 100
"""Pixels of the shorter side: below, nobody is to be recognised."""
_MOST_PIXELS = {"JPEG": 64_000_000, "PNG": 20_000_000, "WEBP": 5_000_000}
"""A JPEG is decoded smaller at once, a PNG whole at four bytes a pixel, a WebP at twenty: its decoder holds more."""
_LONGEST_SIDE = 16_000
_MOST_HELD = 75_000_000
"""Bytes. Of a JPEG that comes in several scans (progressive) the decoder holds all of them, at their full size."""
_MOST_SCANS = 100
"""A JPEG may be drawn over and over again, each time in full for some thirty octets; cameras need a dozen."""
_SCAN = b"\xff\xda"
_BARE = frozenset({0x01, *range(0xD0, 0xDA)})
"""Markers without a length (B.1.1.3): none of these stands before the first scan."""
_ROUGHLY = (SIDE * 5 // 4, SIDE * 5 // 4)
_STRIP = 1_000_000
"""Pixels that are copied at once."""
_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a photo upright, by what the camera wrote (EXIF)."""
_RIGHT_IS_FIRST, _BOTTOM_IS_FIRST = frozenset({2, 3, 7, 8}), frozenset({3, 4, 6, 7})
"""Of which the last column, or row, of the file comes first when it stands upright."""
_one_at_a_time = threading.Lock()


class Part(StrEnum):
    """Which square of an oblong photo is kept."""

    MIDDLE = "midden"
    BEGIN = "begin"
    """The top, or the left side."""
    END = "einde"
    """The bottom, or the right side."""


_WHERE = {Part.MIDDLE: 0.5, Part.BEGIN: 0.0, Part.END: 1.0}


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
    """Refuse a JPEG that is drawn over without end, or whose scans take more memory than we give."""
    if not isinstance(image, JpegImageFile):
        return
    place = content.tell()
    content.seek(0)
    octets = content.read(MOST_OCTETS + 1)
    content.seek(place)
    if octets.count(_SCAN) > _MOST_SCANS:
        raise NotAPhotoError("kind")
    if (image.info.get("progressive") or _in_parts(octets, image.layers)) and _held(image) > _MOST_HELD:
        raise NotAPhotoError("pixels")


def _in_parts(octets: bytes, layers: int) -> bool:
    """Whether the first scan has not all layers, so that more follow (ITU-T T.81, B.2.3). Unreadable: yes."""
    at = 2
    while octets[at : at + 1] == b"\xff" and octets[at : at + 2] != _SCAN and octets[at + 1] not in _BARE:
        at += 2 + int.from_bytes(octets[at + 2 : at + 4]) if octets[at + 1] != 0xFF else 1
    return octets[at : at + 2] != _SCAN or octets[at + 4 : at + 5] != bytes([layers])


def _held(image: JpegImageFile) -> int:
    """How many bytes a decoder holds of all scans: two for each coefficient of each layer."""
    sampled = [wide * high for _name, wide, high, _table in image.layer]
    most = max(wide for _name, wide, *_rest in image.layer) * max(high for _name, _wide, high, _table in image.layer)
    return 2 * image.width * image.height * sum(sampled) // max(most, 1)


def _drawn(image: Image.Image, part: Part) -> bytes:
    image.draft("RGB", _ROUGHLY)
    turned = image.getexif().get(_ORIENTATION, 1)
    small = _shrunk(image, _square(image.size, turned, part))
    if turned in _UPRIGHT:
        small = small.transpose(_UPRIGHT[turned])
    square = small.resize((SIDE, SIDE), Image.Resampling.BICUBIC)
    bare = Image.frombytes("RGB", square.size, square.tobytes())
    written = BytesIO()
    bare.save(written, "JPEG", quality=88, optimize=True)
    return written.getvalue()


def _square(size: tuple[int, int], turned: int, part: Part) -> tuple[int, int, int]:
    """Return where the part begins in the file's own pixels, and its side."""
    wide, high = size
    side, where = min(size), _WHERE[part]
    across = 1 - where if turned in _RIGHT_IS_FIRST else where
    down = 1 - where if turned in _BOTTOM_IS_FIRST else where
    return round((wide - side) * across), round((high - side) * down), side


def _shrunk(image: Image.Image, square: tuple[int, int, int]) -> Image.Image:
    """Return the part, opaque, at least as large as it is kept and not much more; strip by strip."""
    left, top, side = square
    times = max(1, side // (SIDE * 2))
    small = Image.new("RGB", (-(-side // times), -(-side // times)))
    for begin, end in _strips(side, times):
        strip = _opaque(image.crop((left, top + begin, left + side, top + end)))
        small.paste(strip.reduce(times) if times > 1 else strip, (0, begin // times))
    return small


def _strips(side: int, times: int) -> Iterator[tuple[int, int]]:
    step = max(1, _STRIP // (side * times)) * times
    for begin in range(0, side, step):
        yield begin, min(side, begin + step)


def _opaque(image: Image.Image) -> Image.Image:
    """What shows through is drawn on white."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    whole = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", whole.size, "white"), whole).convert("RGB")
