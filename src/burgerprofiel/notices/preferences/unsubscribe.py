"""The link that ends e-mails with one click, without signing in (RFC 8058): those of one group, or a daily letter.

It says nothing to who reads it: citizen and groups are sealed in it. All it can ever do is switch off e-mail of these
groups; what must be told has no such link. It works as long as our key does, since people keep old mail. Who clicked
can take that back for a day, with what the click gave them and nobody else has.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.utils.http import urlencode

from burgerprofiel.kit import clock, sealing
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.sealing import NotSealedForThisError
from burgerprofiel.notices.kinds.kind import Group, How
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.preferences.actions import Choices

PAGE = "/meldingen/uitschrijven"
LASTS = timedelta(days=1)
"""How long a click can be taken back."""
_PLACE, _BACK = b"notices unsubscribe", b"notices unsubscribe back"
_DAILY = "daily:"
_LONGEST = 300


class Meant(NamedTuple):
    """Whose e-mails of what."""

    citizen_id: CitizenId
    groups: tuple[Group, ...]
    daily: bool = False
    """Only what comes once a day: who chose since to hear of a group at once keeps that."""


@lru_cache(maxsize=1)
def _key() -> bytes:
    return sealing.derive(settings.CONFIG.secret("lookup_key"), "notices unsubscribe")


def address(meant: Meant) -> str:
    """Return the address for `List-Unsubscribe`: its POST ends them, its page asks first."""
    return f"{settings.CONFIG.portal_origin}{PAGE}?{urlencode({'link': written(meant)})}"


def written(meant: Meant) -> str:
    """Return what stands in the address."""
    return _sealed(meant.citizen_id, (_DAILY if meant.daily else "") + ",".join(meant.groups), _PLACE)


def read(link: str) -> Meant | None:
    """Return what a link is for, as far as there are such groups still; None: we never wrote it, or not so."""
    found = _opened(link, _PLACE)
    if found is None:
        return None
    citizen_id, said = found
    daily = said.startswith(_DAILY)
    named = said.removeprefix(_DAILY).split(",")
    groups = tuple(each for each in Group if each.value in named)
    return Meant(citizen_id, groups, daily) if groups else None


def way_back(citizen_id: CitizenId, before: Choices) -> str:
    """Return with what a click is taken back: what held before it; empty: it changed nothing."""
    told = ",".join(f"{group}={how}" for (group, _channel), how in before.items())
    return _sealed(citizen_id, f"{int(clock.now().timestamp())}:{told}", _BACK) if told else ""


def back_to(token: str, citizen_id: CitizenId) -> Choices:
    """Return what held before a click; empty: we never wrote that, it is somebody else's, or too long ago."""
    whose, said = _opened(token, _BACK) or (None, "")
    at, _colon, told = said.partition(":")
    if whose != citizen_id or int(at) < (clock.now() - LASTS).timestamp():
        return {}
    pairs: Iterable[tuple[str, str, str]] = (each.partition("=") for each in told.split(","))
    return {(Group(group), Channel.EMAIL): How(how) for group, _is, how in pairs}


def _sealed(citizen_id: CitizenId, said: str, place: bytes) -> str:
    return urlsafe_b64encode(sealing.seal(_key(), citizen_id.bytes + said.encode(), place)).decode().rstrip("=")


def _opened(link: str, place: bytes) -> tuple[CitizenId, str] | None:
    if len(link) > _LONGEST or not link.isascii():
        return None
    try:
        plain = sealing.unseal(_key(), urlsafe_b64decode(link + "=" * (-len(link) % 4)), place)
    except (NotSealedForThisError, ValueError):
        return None
    return CitizenId(UUID(bytes=plain[:16])), plain[16:].decode()
