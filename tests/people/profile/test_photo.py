"""A photo: only photos come in, only their pixels stay, and nobody reads them without the citizen's key."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from benchmarks import photo_memory
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageOps, ImageStat

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


def gradient(size: tuple[int, int], mode: str) -> Image.Image:
    """No two places alike, and nothing that smaller pixels would blur."""
    across, down = Image.linear_gradient("L").rotate(90).resize(size), Image.linear_gradient("L").resize(size)
    image = Image.merge("RGB", (across, down, Image.new("L", size, 90)))
    if mode == "RGBA":
        image.putalpha(Image.linear_gradient("L").rotate(180).resize(size))
        return image
    return image.quantize(dither=Image.Dither.NONE) if mode == "P" else image.convert(mode)


def plainly(sent: BytesIO, part: Part) -> Image.Image:
    """The same without any care for memory: all of it upright, on white, then the square."""
    upright = ImageOps.exif_transpose(Image.open(sent)).convert("RGBA")
    whole = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright).convert("RGB")
    where = {Part.BEGIN: 0.0, Part.MIDDLE: 0.5, Part.END: 1.0}[part]
    return ImageOps.fit(whole, (picture.SIDE, picture.SIDE), centering=(where, where))


@settings(max_examples=80)
@given(
    st.sampled_from(
        [("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGBA")]
    ),
    st.tuples(st.integers(100, 2600), st.integers(100, 2600)),
    st.integers(0, 9),
    st.sampled_from(Part),
)
def test_strip_by_strip_it_is_the_same_photo(
    how: tuple[str, str], size: tuple[int, int], turned: int, part: Part
) -> None:
    if size[0] * size[1] > 4_900_000:
        size = (size[0], 1800)
    exif, sent = Image.Exif(), BytesIO()
    exif[0x0112] = turned
    gradient(size, how[1]).save(sent, how[0], exif=exif)
    sent.seek(0)
    kept, plain = read(made(sent, part)), plainly(BytesIO(sent.getvalue()), part)
    differs = ImageStat.Stat(ImageChops.difference(kept.convert("RGB"), plain)).mean
    assert max(differs) < 8, "turned or cut otherwise it would be some sixty"


def progressive(size: tuple[int, int], **how: object) -> BytesIO:
    """A JPEG that gets sharper as it comes in."""
    return drawn(size=size, progressive=True, **how)


def test_a_photo_whose_scans_would_fill_the_memory_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(NotAPhotoError) as refused:
        made(progressive((3700, 3700), subsampling=0))
    assert refused.value.reason == "pixels"
    assert read(made(progressive((3700, 3700), subsampling=2))).size == (512, 512)
    assert read(made(drawn(size=(3700, 3700), subsampling=0))).size == (512, 512), "in one scan it takes no more"


def test_one_whose_layers_come_one_after_the_other_counts_as_such() -> None:
    whole = drawn(size=(3700, 3700), subsampling=0).getvalue()
    at = whole.index(b"\xff\xda")
    assert whole[at + 4] == 3
    with pytest.raises(NotAPhotoError) as refused:
        made(BytesIO(whole[: at + 4] + b"\x01" + whole[at + 5 :]))
    assert refused.value.reason == "pixels"


def test_a_marker_without_a_length_hides_no_layers_that_come_one_after_the_other() -> None:
    whole = drawn(size=(3700, 3700), subsampling=0).getvalue()
    at = whole.index(b"\xff\xda")
    in_parts = whole[2 : at + 4] + b"\x01" + whole[at + 5 :]
    remark = bytearray(b"\xff\xea\xff\xff" + bytes(65_533))
    remark[0xFFEA : 0xFFEA + 5] = b"\xff\xda\x00\x0c\x03"  # where one comes who takes the remark's name for a length
    with pytest.raises(NotAPhotoError) as refused:
        made(BytesIO(b"\xff\xd8\xff\xd0" + remark + in_parts))
    assert refused.value.reason == "pixels"


def test_the_small_photo_that_a_camera_puts_in_front_is_no_scan() -> None:
    exif = Image.Exif()
    exif[0x010E] = "\u00ff\u00da" * 40 + "x"
    sent = drawn(size=(3700, 3700), subsampling=0, exif=exif, comment=b"\xff\xda\x00\x08\x01")
    assert read(made(sent)).size == (512, 512)


@pytest.mark.parametrize(
    "worst", ["jpeg, long and narrow", "jpeg, progressive, colours halved", "png, see-through", "webp, lossless"]
)
def test_no_photo_that_we_take_needs_much_memory(worst: str) -> None:
    megabytes, _seconds = photo_memory.measure(worst)
    assert 10 < megabytes < 125, "measured: about 100"
