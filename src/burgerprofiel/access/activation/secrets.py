"""The code on paper and the link in the e-mail. Of both we keep hashes that are of no use without our secret."""

from __future__ import annotations

import base64
import hmac
import os
import secrets
from functools import lru_cache
from uuid import UUID

from django.conf import settings

from burgerprofiel.access import tokens
from burgerprofiel.kit import sealing

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without 0, 1, I, L, O and U: nobody takes one for another, and no words come about."""
GROUPS, LETTERS = 3, 4
"""Three groups of four: 58 bits, with five tries."""


@lru_cache(maxsize=2)
def _key(purpose: str) -> bytes:
    return sealing.derive(settings.CONFIG.secret("lookup_key"), f"access activation {purpose}")


def new_code() -> str:
    """Return a fresh code as the letter shows it: `K7MP-4XQD-92TR`."""
    groups = ("".join(secrets.choice(ALPHABET) for _letter in range(LETTERS)) for _group in range(GROUPS))
    return "-".join(groups)


def code_hash(registration_id: UUID, code: str) -> bytes:
    """What a registration keeps of its code, however it was typed: small letters, spaces, no dashes."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return hmac.digest(_key("codes"), registration_id.bytes + plain.encode(errors="replace"), "sha256")


def new_link() -> bytes:
    """Return what a fresh link follows from."""
    return os.urandom(16)


def link_token(registration_id: UUID, link: bytes) -> str:
    """Return the token in the link: 256 bits that only we can make again."""
    made = hmac.digest(_key("links"), registration_id.bytes + link, "sha256")
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def link_hash(registration_id: UUID, link: bytes) -> bytes:
    """What a registration keeps of its link."""
    return tokens.digest(link_token(registration_id, link))
