"""Where a letter comes back to: an address of its own, which only we can make (Variable Envelope Return Path).

`terug+<delivery><mark>@bounces.example`, 26 letters of base32 and 16: whoever writes there about a letter that they
never had finds no delivery. Nothing of the citizen is in it.
"""

from __future__ import annotations

import base64
import hmac
import re
from functools import lru_cache
from uuid import UUID

import msgspec
from django.conf import settings

from burgerprofiel.kit import sealing
from burgerprofiel.kit.post import Message

_MARK = 10
"""Bytes: 80 bits."""
_CODE = re.compile(r"\+([a-z2-7]{26})([a-z2-7]{16})@")


@lru_cache(maxsize=1)
def _key() -> bytes:
    return sealing.derive(settings.CONFIG.secret("lookup_key"), "notices.returns")


def _mark(letter: UUID) -> str:
    return _text(hmac.digest(_key(), letter.bytes, "sha256")[:_MARK])


def _text(some: bytes) -> str:
    return base64.b32encode(some).decode().rstrip("=").lower()


def address(letter: UUID) -> str:
    """Return where this letter comes back to; empty: no address was set up for that."""
    name, at, domain = str(settings.CONFIG.bounce_address).partition("@")
    return f"{name}+{_text(letter.bytes)}{_mark(letter)}@{domain}" if at else ""


def addressed(message: Message, letter: UUID) -> Message:
    """Return a letter with the address that it comes back to."""
    return msgspec.structs.replace(message, return_path=address(letter))


def letter_of(to: str) -> UUID | None:
    """Return the letter that comes back to this address; None: we never made it."""
    found = _CODE.search(to.lower())
    if found is None:
        return None
    letter = UUID(bytes=base64.b32decode(found[1].upper() + "======"))
    return letter if hmac.compare_digest(_mark(letter), found[2]) else None
