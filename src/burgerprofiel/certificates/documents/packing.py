"""A PDF of the typesetter is written closer: what describes its structure is two thirds of it, and packs to a sixth.

Objects without a stream go into object streams, and the cross-reference table becomes a stream (ISO 32000-1 §7.5.7 and
§7.5.8; PDF/A-2 allows both). Nothing that is drawn or said changes.
"""

from __future__ import annotations

import re
import zlib
from itertools import pairwise

TOGETHER = 100
"""Objects in one object stream: a reader that wants one unpacks these."""
_ROOT = re.compile(rb"/Root (\d+) 0 R")
_KEPT = re.compile(rb"/Root \d+ 0 R|/Info \d+ 0 R|/ID ?\[[^\]]*\]")


def pack(pdf: bytes, content: bytes, entry: bytes) -> bytes:
    """Return the PDF packed, with one more object, and `entry` in its catalogue, in which `%d` is that object's number.

    Raises ValueError when the PDF has no cross-reference table, as no other typesetter's may have.
    """
    at = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
    trailer = pdf[pdf.index(b"trailer", at) :]
    objects, root = _objects(pdf, at), _ROOT.search(trailer)
    if root is None:
        raise ValueError("The typesetter writes PDF in another way than it did.")
    new = max(objects) + 1
    objects[new] = content
    objects[int(root[1])] = objects[int(root[1])].replace(b"<<", b"<<" + entry % new, 1)
    return _written(objects, b"".join(_KEPT.findall(trailer)))


def _objects(pdf: bytes, at: int) -> dict[int, bytes]:
    """Return every object by its number, without `obj` and `endobj`."""
    entries = re.findall(rb"(\d{10}) 00000 n", pdf[at:])
    begins = sorted(map(int, entries))
    found = {}
    for begin, end in pairwise([*begins, at]):
        head, _mark, body = pdf[begin:end].partition(b" 0 obj")
        found[int(head)] = body[: body.rindex(b"endobj")].strip()
    return found


def _written(objects: dict[int, bytes], kept: bytes) -> bytes:
    """Write the file: objects with a stream as they are, the others together, then where each of them is."""
    whole = {number: body for number, body in objects.items() if body.endswith(b"endstream")}
    rest = [number for number in sorted(objects) if number not in whole]
    groups = [rest[place : place + TOGETHER] for place in range(0, len(rest), TOGETHER)]
    size = max(objects) + 1
    places = [(0, 0, 65535)] * (size + len(groups) + 1)
    for number, group in enumerate(groups, start=size):
        whole[number] = _together(group, objects)
        for index, member in enumerate(group):
            places[member] = (2, number, index)
    out = bytearray(b"%PDF-1.7\n%\x80\x80\x80\x80\n")
    for number, body in whole.items():
        places[number] = (1, len(out), 0)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    last = len(places) - 1
    places[last] = (1, len(out), 0)
    table = b"".join(kind.to_bytes(1) + one.to_bytes(4) + two.to_bytes(2) for kind, one, two in places)
    about = b"/Type/XRef/W[1 4 2]/Size %d%s" % (len(places), kept)
    begin = len(out)
    out += b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (last, _stream(about, zlib.compress(table, 9)), begin)
    return bytes(out)


def _together(group: list[int], objects: dict[int, bytes]) -> bytes:
    """Return an object stream: the numbers and places of its objects, then these."""
    heads, place = [], 0
    for number in group:
        heads.append(b"%d %d" % (number, place))
        place += len(objects[number]) + 1
    head = b" ".join(heads) + b"\n"
    packed = zlib.compress(head + b"\n".join(objects[number] for number in group), 6)
    return _stream(b"/Type/ObjStm/N %d/First %d" % (len(group), len(head)), packed)


def _stream(about: bytes, packed: bytes) -> bytes:
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (about, len(packed), packed)
