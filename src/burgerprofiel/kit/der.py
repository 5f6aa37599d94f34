"""Writing DER (X.690) where only a few values change and time counts; for reading there is asn1crypto."""

from __future__ import annotations

from functools import lru_cache

INTEGER, OCTETS, OID, TIME, SEQUENCE, SET = 0x02, 0x04, 0x06, 0x18, 0x30, 0x31
EXPLICIT = 0xA0
"""A context tag, constructed: EXPLICIT + its number."""


def der(tag: int, *content: bytes) -> bytes:
    """Return a value with its tag and length."""
    body = b"".join(content)
    if len(body) < 0x80:
        return bytes((tag, len(body))) + body
    size = len(body).to_bytes((len(body).bit_length() + 7) // 8)
    return bytes((tag, 0x80 | len(size))) + size + body


def sequence(*content: bytes) -> bytes:
    """Return a SEQUENCE of values."""
    return der(SEQUENCE, *content)


def set_of(*content: bytes) -> bytes:
    """Return a SET OF values, in the order that DER asks for."""
    return der(SET, *sorted(content))


def integer(number: int) -> bytes:
    """Return a number that is not negative."""
    return der(INTEGER, number.to_bytes(number.bit_length() // 8 + 1))


@lru_cache(maxsize=256)
def oid(dotted: str) -> bytes:
    """Return an object identifier."""
    first, second, *others = map(int, dotted.split("."))
    body = bytearray()
    for number in (first * 40 + second, *others):
        left, groups = number, [number & 0x7F]
        while left := left >> 7:
            groups.append(left & 0x7F | 0x80)
        body += bytes(reversed(groups))
    return der(OID, bytes(body))
