"""The photo on somebody's identity card (GeefPasfoto 02.00)."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Sequence

import msgspec

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.node import Node, UnreadableError
from burgerprofiel.sources.service import Origin, Service

_KINDS = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"))


class Portrait(msgspec.Struct, frozen=True, kw_only=True):
    """A photo: its bytes, its media type (only JPEG and PNG are taken) and since when the register has it."""

    media_type: str
    content: bytes
    changed: PartialDate | None = None


def parse(inhoud: Node) -> Portrait | None:
    """Read `Pasfoto`; None when there is none. Raises UnreadableError when it is no picture."""
    text, changed = inhoud.text("Pasfoto/Foto"), inhoud.date_attribute("DatumModificatie", "Pasfoto/Foto")
    if not text:
        return None
    try:
        content = b64decode("".join(text.split()), validate=True)
    except binascii.Error as error:
        raise UnreadableError("no base64 at Pasfoto/Foto") from error
    for start, media_type in _KINDS:
        if content.startswith(start):
            return Portrait(media_type=media_type, content=content, changed=changed)
    raise UnreadableError("no picture at Pasfoto/Foto")


def subjects(inhoud: Node) -> Sequence[str]:
    """Of whom the photo is."""
    return inhoud.texts("Pasfoto/INSZ")


SERVICE = Service(
    name="GeefPasfoto",
    version="02.00.0000",
    domain="Persoon",
    namespace="http://webservice.geefpasfotodienst-02_00.persoon-02_00.vip.vlaanderen.be",
    origin=Origin.RIJKSREGISTER,
    result=Portrait,
    parse=parse,
    subjects=subjects,
)
