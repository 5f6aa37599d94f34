"""What seals cover, read from the bytes alone: also of a file that is so changed that nobody can read it as a PDF.

A seal says in `/ByteRange` which bytes it covers; between them it stands itself, in hexadecimal (ISO 32000-2 §12.8.1).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import IO

from asn1crypto import cms, tsp

_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]")
_MOST = 40


def in_content(content: bytes) -> bool:
    """Whether a seal is in it."""
    return bool(_RANGE.search(content))


def found(file: IO[bytes]) -> bool:
    """Whether a seal is in it."""
    file.seek(0)
    return in_content(file.read())


def cover_more_than(content: bytes) -> bool:
    """Whether a seal covers bytes that are not there: the end is missing."""
    return any(begin + length > len(content) for _first, _until, begin, length in _ranges(content))


def altered(file: IO[bytes]) -> bool:
    """Whether what a seal covers is not what it was, or the seal itself is not."""
    file.seek(0)
    content = file.read()
    return any(not _agrees(content, each) for each in _ranges(content))


def _ranges(content: bytes) -> Iterator[tuple[int, int, int, int]]:
    for number, match in enumerate(_RANGE.finditer(content)):
        if number == _MOST:
            return
        first, until, begin, length = (int(each) for each in match.groups())
        yield first, until, begin, length


def _agrees(content: bytes, covered: tuple[int, int, int, int]) -> bool:
    first, until, begin, length = covered
    try:
        name, expected = _promised(bytes.fromhex(content[first + until : begin].strip(b"<> \r\n").decode("ascii")))
        found = hashlib.new(name, content[first : first + until] + content[begin : begin + length]).digest()
    except (ValueError, TypeError, KeyError, IndexError):
        return False
    return found == expected


def _promised(container: bytes) -> tuple[str, bytes]:
    """The digest that stands in a seal or a time stamp, with the name of its algorithm."""
    signed = cms.ContentInfo.load(container)["content"]
    inside = signed["encap_content_info"]
    if inside["content_type"].native == "tst_info":
        imprint = tsp.TSTInfo.load(inside["content"].parsed.dump())["message_imprint"]
        return str(imprint["hash_algorithm"]["algorithm"].native), bytes(imprint["hashed_message"].native)
    signer = signed["signer_infos"][0]
    digests = [each["values"][0].native for each in signer["signed_attrs"] if each["type"].native == "message_digest"]
    return str(signer["digest_algorithm"]["algorithm"].native), bytes(digests[0])
