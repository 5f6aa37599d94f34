"""What operators write in their files about others: a name in each language, and where somebody is."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

import msgspec

_Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What people read, by language; where one is missing they read Dutch."""

    nl: _Name
    fr: _Name = ""
    de: _Name = ""
    en: _Name = ""


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same in each language."""

    nl: str
    fr: str
    de: str
    en: str


def is_address(text: str, *, plain: bool) -> bool:
    """Whether it is an https address without a question or a name in it; `plain`: http will do (the demo)."""
    try:
        parts = urlsplit(text)
        _port = parts.port
    except ValueError:
        return False
    schemes = ("https", "http") if plain else ("https",)
    return parts.scheme in schemes and bool(parts.hostname) and not (parts.query or parts.fragment or parts.username)
