"""A photo: only photos come in, only their pixels stay, and nobody reads them without the citizen's key."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from burgerprofiel.kit.storage import objects
from burgerprofiel.people.actions import meet
from burgerprofiel.people.models import Profile
from burgerprofiel.people.profile.photo import actions, picture
from burgerprofiel.people.profile.photo.picture import NotAPhotoError, Part, made
from burgerprofiel.people.profile.photo.queries import photo_of
from tests.people.profile.giving import TRACE, WOUTER, noor

_PLACE = 0x8825
"""Where a camera writes where the photo was taken."""


def drawn(kind: str = "JPEG", size: tuple[int, int] = (900, 600), **how: object) -> BytesIO:
    """A photo whose left is red, middle green and right blue; or top, middle and bottom."""
    image = Image.new("RGB", size, "green")
    wide, high = size
    third = (wide // 3, high) if wide > high else (wide, high // 3)
    image.paste("red", (0, 0, *third))
    image.paste("blue", (wide - third[0], high - third[1], wide, high))
    written = BytesIO()
    image.save(written, kind, **how)
    written.seek(0)
    return written


def read(content: bytes) -> Image.Image:
    """What was kept."""
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(("part", "middle"), [(Part.BEGIN, 0), (Part.MIDDLE, 1), (Part.END, 2)])
@pytest.mark.parametrize("size", [(900, 300), (300, 900)])
def test_the_chosen_part_of_a_photo_is_kept_square(kind: str, part: Part, middle: int, size: tuple[int, int]) -> None:
    kept = read(made(drawn(kind, size), part))
    assert (kept.size, kept.format) == ((512, 512), "JPEG")
    colour = kept.getpixel((256, 256))
    assert isinstance(colour, tuple)
    assert max(range(3), key=lambda each: colour[each]) == middle


def test_a_photo_forgets_where_and_when_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera of Noor"
    exif.get_ifd(_PLACE)[1] = "N"
    sent = drawn(exif=exif, comment=b"at home")
    assert b"Camera of Noor" in sent.getvalue()
    kept = made(sent)
    assert b"Camera" not in kept
    assert b"at home" not in kept
    assert not read(kept).getexif()
    assert set(read(kept).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_photo_taken_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    kept = read(made(drawn(size=(900, 300), exif=exif), Part.BEGIN))
    colour = kept.getpixel((256, 20))
    assert isinstance(colour, tuple)
    assert colour[0] > 200, "what was left is now on top"


def test_what_shows_through_becomes_white() -> None:
    clear = BytesIO()
    Image.new("RGBA", (200, 200), (0, 0, 0, 0)).save(clear, "PNG")
    clear.seek(0)
    assert read(made(clear)).getpixel((100, 100)) == (255, 255, 255)


def moving(kind: str) -> BytesIO:
    """Pictures that move."""
    written = BytesIO()
    frames = [Image.new("RGB", (200, 200), colour) for colour in ("red", "blue")]
    frames[0].save(written, kind, save_all=True, append_images=frames[1:])
    written.seek(0)
    return written


def bomb() -> BytesIO:
    """A PNG of a few kilobytes with forty thousand by forty thousand pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    return BytesIO(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(1_000_000), 9))
        + chunk(b"IEND", b"")
    )


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (BytesIO(b""), "kind"),
        (BytesIO(b"not a photo" * 100), "kind"),
        (BytesIO(SVG), "kind"),
        (BytesIO(b"%PDF-1.7"), "kind"),
        (BytesIO(drawn().getvalue()[:3000]), "kind"),
        (drawn("GIF"), "kind"),
        (drawn("TIFF"), "kind"),
        (drawn("BMP"), "kind"),
        (moving("WEBP"), "moving"),
        (moving("PNG"), "moving"),
        (bomb(), "pixels"),
        (drawn(size=(17_000, 120)), "pixels"),
        (drawn(size=(5_000, 4_100), kind="PNG"), "pixels"),
        (drawn(size=(400, 90)), "small"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_photo_is_refused_with_the_reason(content: BytesIO, reason: str) -> None:
    with pytest.raises(NotAPhotoError) as refused:
        made(content)
    assert refused.value.reason == reason


@given(
    st.binary(max_size=400), st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBPVP8 "])
)
def test_whatever_is_sent_it_is_refused_or_a_photo(content: bytes, head: bytes) -> None:
    try:
        kept = made(BytesIO(head + content))
    except NotAPhotoError:
        return
    assert read(kept).size == (512, 512)


@given(st.integers(0, 4000), st.integers(0, 255))
def test_a_damaged_photo_is_refused_or_a_photo(where: int, octet: int) -> None:
    sent = bytearray(drawn().getvalue())
    sent[where % len(sent)] = octet
    try:
        kept = made(BytesIO(bytes(sent)))
    except NotAPhotoError:
        return
    assert read(kept).size == (512, 512)


@pytest.mark.django_db(transaction=True)
def test_a_photo_is_there_for_its_citizen_until_removed() -> None:
    me, wouter = noor(), meet(WOUTER)
    actions.choose(me, drawn(), Part.MIDDLE, TRACE)
    first = Profile.objects.get().object_name
    kept = photo_of(me)
    assert kept
    assert read(kept).size == (512, 512)
    assert photo_of(wouter) is None
    assert kept not in b"".join(objects.store().read(first)), "what lies in the store is encrypted"
    actions.choose(me, drawn("PNG"), Part.END, TRACE)
    with pytest.raises(objects.GoneError):
        b"".join(objects.store().read(first))
    second = Profile.objects.get().object_name
    assert actions.remove(me, TRACE)
    assert not actions.remove(me, TRACE)
    assert photo_of(me) is None
    with pytest.raises(objects.GoneError):
        b"".join(objects.store().read(second))
    assert not Profile.objects.exists()


@pytest.mark.django_db
def test_a_refused_photo_leaves_the_one_of_before() -> None:
    me = noor()
    actions.choose(me, drawn(), Part.MIDDLE, TRACE)
    before = photo_of(me)
    with pytest.raises(NotAPhotoError):
        actions.choose(me, bomb(), Part.MIDDLE, TRACE)
    assert photo_of(me) == before


def test_the_limits_are_below_what_unfolds() -> None:
    assert max(picture._MOST_PIXELS.values()) < Image.MAX_IMAGE_PIXELS  # type: ignore[operator]


def test_a_photo_that_is_drawn_over_without_end_is_refused_before_it_is_decoded() -> None:
    sent = drawn(progressive=True).getvalue()
    last = sent[sent.rindex(b"\xff\xda") : -2]
    with pytest.raises(NotAPhotoError) as refused:
        made(BytesIO(sent[:-2] + last * 200 + b"\xff\xd9"))
    assert refused.value.reason == "kind"
    assert made(drawn(progressive=True))


def test_a_photo_of_which_the_camera_wrote_nonsense_is_a_photo_or_is_refused() -> None:
    exif, refused = Image.Exif(), 0
    exif[0x0112], exif[0x010F], exif[0x011A] = 6, "Camera of Noor", (72, 1)
    sent = drawn(exif=exif).getvalue()
    for place in range(20, 120):
        for wrong in (b"\0", b"\2", b"\7"):
            try:
                made(BytesIO(sent[:place] + wrong + sent[place + 1 :]))
            except NotAPhotoError:
                refused += 1
    assert refused
