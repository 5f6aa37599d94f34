"""What somebody typed as an e-mail address or a number, or why it is none.

E-mail addresses are of plain letters: what looks like one letter and is another (“а” of the Cyrillic alphabet) leads
mail astray, so such an address is refused by name, a domain of other letters too (its `xn--` form is taken).
"""

from __future__ import annotations

import hmac
from functools import lru_cache

from django.conf import settings

from burgerprofiel.kit import sealing
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.post import where
from burgerprofiel.people.profile.contact import Kind

_LONGEST = 400


class NotAContactError(ValueError):
    """What was typed is no address or number. `reason`: `empty`, `letters`, `lines`, `email` or `phone`.

    `what`: the letter that cannot stand there, when that is why.
    """

    def __init__(self, reason: str, what: str = "") -> None:
        """Say why, never what was typed."""
        super().__init__(reason)
        self.reason, self.what = reason, what


def read(kind: Kind, text: str) -> str:
    """Return it as the network wants it: a number in E.164, an address with its domain in small letters.

    Raises NotAContactError.
    """
    plain = text.strip(" \t")
    if not plain:
        raise NotAContactError("empty")
    if len(plain) > _LONGEST:
        raise NotAContactError(kind.value)
    if any(letter in plain for letter in "\r\n\0\x0b\x0c\x85\u2028\u2029"):
        raise NotAContactError("lines")
    return _number(plain) if kind is Kind.PHONE else _address(plain)


def _number(plain: str) -> str:
    number = where.number(plain)
    if not number:
        raise NotAContactError("phone")
    return number


def _address(plain: str) -> str:
    strange = next((letter for letter in plain if not letter.isascii()), "")
    if strange:
        raise NotAContactError("letters", strange if strange.isprintable() else "")
    found = where.address(plain)
    if not found:
        raise NotAContactError("email")
    name, _at, domain = found.partition("@")
    return f"{name}@{domain.lower()}"


@lru_cache(maxsize=1)
def _key() -> bytes:
    return sealing.derive(settings.CONFIG.secret("lookup_key"), "people contacts")


def digest(citizen_id: CitizenId, kind: Kind, value: str) -> bytes:
    """Return by what this citizen's contact is found; with another citizen the same address has another."""
    return hmac.digest(_key(), citizen_id.bytes + f"{kind}:{value.casefold()}".encode(), "sha256")
