"""Photos: JPEG and PNG are shown, anything else is not understood."""

from __future__ import annotations

from base64 import b64encode

import pytest

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.geef_pasfoto import SERVICE, parse
from burgerprofiel.sources.node import UnreadableError
from tests.sources.family_cases import NOOR, inhoud

JPEG = b"\xff\xd8\xff\xe0rest"
PNG = b"\x89PNG\r\n\x1a\nrest"


def photo(content: str) -> str:
    return f'<Pasfoto><INSZ>{NOOR}</INSZ><Foto DatumModificatie="2009-09-30">{content}</Foto></Pasfoto>'


@pytest.mark.parametrize(("content", "media_type"), [(JPEG, "image/jpeg"), (PNG, "image/png")])
def test_a_picture_is_known_by_its_first_bytes(content: bytes, media_type: str) -> None:
    found = parse(inhoud(photo(b64encode(content).decode())))
    assert found is not None
    assert (found.content, found.media_type, found.changed) == (content, media_type, PartialDate(2009, 9, 30))


def test_base64_over_several_lines_is_one_picture() -> None:
    text = b64encode(JPEG).decode()
    found = parse(inhoud(photo(f"\n  {text[:6]}\n  {text[6:]}\n")))
    assert found is not None
    assert found.content == JPEG


@pytest.mark.parametrize("content", ["%%%", b64encode(b"<svg onload='x'/>").decode(), "YQ"])
def test_what_is_no_picture_is_refused(content: str) -> None:
    with pytest.raises(UnreadableError):
        parse(inhoud(photo(content)))


def test_no_photo_is_no_data() -> None:
    assert parse(inhoud()) is None
    assert parse(inhoud(photo(""))) is None


def test_the_photo_is_of_the_person_it_names() -> None:
    assert list(SERVICE.subjects(inhoud(photo("")))) == [NOOR]
