"""`python -m benchmarks.photo_memory`: how much memory the largest photos take that we accept, each in its own process.

Of each format and way of storing pixels the worst file that is not refused: megabytes at the peak beyond those of the
process before it looked at the photo (`VmHWM`), and seconds.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

_SOURCE = Path(__file__).resolve().parents[1] / "src"
_MEASURE = """
import sys, time
from io import BytesIO
from pathlib import Path
from PIL import JpegImagePlugin, PngImagePlugin, WebPImagePlugin
from burgerprofiel.people.profile.photo.picture import made

def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))

content = BytesIO(Path(sys.argv[1]).read_bytes())
before, at = peak(), time.perf_counter()
made(content)
print((peak() - before) / 1024, time.perf_counter() - at)
"""


def _noisy(size: tuple[int, int], mode: str = "RGB") -> Image.Image:
    """Something with detail, made cheaply."""
    tile = Image.effect_noise((256, 256), 90).convert(mode)
    return tile.resize(size, Image.Resampling.BICUBIC)


def _plain(size: tuple[int, int], mode: str) -> Image.Image:
    image = Image.new(mode, size)
    if mode.endswith("A"):
        image.putalpha(100)
    return image


Written = Callable[[Path], None]


def _jpeg(size: tuple[int, int], mode: str = "RGB", **how: object) -> Written:
    return lambda path: _noisy(size, mode).save(path, "JPEG", quality=30, **how)


def _png(size: tuple[int, int], mode: str) -> Written:
    return lambda path: _plain(size, mode).save(path, "PNG", compress_level=1)


def _webp(size: tuple[int, int], mode: str = "RGB", **how: object) -> Written:
    return lambda path: _noisy(size, mode).save(path, "WEBP", method=0, **how)


WORST: Mapping[str, Written] = {
    "jpeg, 64 megapixels": _jpeg((8000, 8000)),
    "jpeg, long and narrow": _jpeg((16_000, 1279)),
    "jpeg, four inks": _jpeg((8000, 8000), "CMYK"),
    "jpeg, progressive, colours halved": _jpeg((6123, 4082), progressive=True),
    "jpeg, progressive, colours whole": _jpeg((4330, 2886), progressive=True, subsampling=0),
    "png": _png((5000, 4000), "RGB"),
    "png, see-through": _png((5000, 4000), "RGBA"),
    "png, grey and see-through": _png((5000, 4000), "LA"),
    "png, long and narrow": _png((16_000, 1250), "RGBA"),
    "png, sixteen bits": _png((5000, 4000), "I;16"),
    "png, palette": _png((5000, 4000), "P"),
    "webp": _webp((2582, 1936), quality=30),
    "webp, see-through": _webp((2582, 1936), "RGBA", quality=30),
    "webp, lossless": _webp((2582, 1936), lossless=True),
}


def measure(name: str) -> tuple[float, float]:
    """Return megabytes and seconds. Raises CalledProcessError when the photo is refused."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "photo"
        WORST[name](path)
        command = [sys.executable, "-c", _MEASURE, str(path)]
        told = subprocess.run(command, check=True, capture_output=True, text=True, env={"PYTHONPATH": str(_SOURCE)})
    megabytes, seconds = map(float, told.stdout.split())
    return megabytes, seconds


if __name__ == "__main__":
    for each in WORST:
        taken, lasted = measure(each)
        print(f"{each:36} {taken:5.0f} MB {lasted:6.2f} s")
