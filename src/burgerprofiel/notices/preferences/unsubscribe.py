"""The link that ends e-mails of one group with one click, without signing in (RFC 8058).

It says nothing to who reads it: citizen and group are sealed in it. All it can ever do is switch off e-mail of that
group; what must be told has no such link. It works as long as our key does, since people keep old mail.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.utils.http import urlencode

from burgerprofiel.kit import sealing
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.sealing import NotSealedForThisError
from burgerprofiel.notices.kinds.kind import Group

PAGE = "/meldingen/uitschrijven"
_PLACE = b"notices unsubscribe"
_LONGEST = 200


class Meant(NamedTuple):
    """Whose e-mails of what."""

    citizen_id: CitizenId
    group: Group


@lru_cache(maxsize=1)
def _key() -> bytes:
    return sealing.derive(settings.CONFIG.secret("lookup_key"), "notices unsubscribe")


def address(citizen_id: CitizenId, group: Group) -> str:
    """Return the address for `List-Unsubscribe`: its POST ends them, its page asks first."""
    return f"{settings.CONFIG.portal_origin}{PAGE}?{urlencode({'link': written(citizen_id, group)})}"


def written(citizen_id: CitizenId, group: Group) -> str:
    """Return what stands in the address."""
    sealed = sealing.seal(_key(), citizen_id.bytes + group.value.encode(), _PLACE)
    return urlsafe_b64encode(sealed).decode().rstrip("=")


def read(link: str) -> Meant | None:
    """Return what a link is for; None: we never wrote it, or not so."""
    if len(link) > _LONGEST or not link.isascii():
        return None
    try:
        plain = sealing.unseal(_key(), urlsafe_b64decode(link + "=" * (-len(link) % 4)), _PLACE)
        return Meant(CitizenId(UUID(bytes=plain[:16])), Group(plain[16:].decode()))
    except (NotSealedForThisError, ValueError):
        return None
