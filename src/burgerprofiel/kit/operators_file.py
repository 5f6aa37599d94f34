"""What operators write in their files about others: a name in each language, and where somebody is."""

from __future__ import annotations

from urllib.parse import urlsplit

import msgspec


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
