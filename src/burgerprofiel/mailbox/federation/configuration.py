"""Which other registries are read: a TOML file with a table for each, and perhaps where the federation lists them.

Unknown fields and values that cannot be are refused with a sentence (docs/connect-a-registry.md).
"""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec
from django.conf import settings

from burgerprofiel.kit.operators_file import Words, is_address
from burgerprofiel.kit.packing import from_plain
from burgerprofiel.mailbox.federation.contract import About

OWN = "own"
"""The name of our own registry in addresses and cursors; no other may have it."""
_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
_AUDIENCE = re.compile(r"[A-Za-z0-9._~:/-]{1,100}")


class RegistryError(ValueError):
    """The file is wrong; the message is a sentence for who wrote it."""


class Closed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a registry is closed by plan."""

    start: datetime
    end: datetime

    def holds(self, now: datetime) -> bool:
        """Whether it is closed now."""
        return self.start <= now < self.end


class Peer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One other registry."""

    id: str
    name: Words
    url: str
    """Before `/ebox/messages`."""
    audience: str
    """How the sign-in service knows it: our tokens are for it alone."""
    version: Literal["v2", "v3"] = "v3"
    connect: float = 1.0
    """Seconds until it takes a call."""
    budget: float = 3.0
    """Seconds for its answer, all pages and names included."""
    largest_mb: int = 50
    """Of a file."""
    can_hide: bool = False
    provider_id: str = ""
    """Its `messageProviderId`, when that is another one than `id`."""
    maintenance: tuple[Closed, ...] = ()

    @property
    def about(self) -> About:
        """As people know it."""
        return About(self.id, msgspec.to_builtins(self.name), self.can_hide)


class Federation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file."""

    registry: tuple[Peer, ...] = ()
    directory: str = ""
    """Where `GET /messageProviders` tells when they open, close and rest; empty: only this file does."""


def configured() -> Federation:
    """Return what `MBP_REGISTRIES` names. Raises RegistryError."""
    return _read(settings.CONFIG.registries) if settings.CONFIG.registries else Federation()


@lru_cache(maxsize=4)
def _read(path: Path) -> Federation:
    return read(path)


def read(path: Path) -> Federation:
    """Read a file of registries. Raises RegistryError."""
    try:
        text = path.read_text().replace("{simulators}", str(settings.CONFIG.simulators_port))
        found = from_plain(tomllib.loads(text), Federation)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RegistryError(f"{path} cannot be read as TOML: {error}.") from error
    except msgspec.ValidationError as error:
        raise RegistryError(f"{path}: {error}.") from error
    for peer in found.registry:
        wrong = _wrong(peer)
        if wrong:
            raise RegistryError(f"{path}: the registry “{peer.id}”: {wrong}")
    names = [peer.id for peer in found.registry]
    for name in names:
        if names.count(name) > 1:
            raise RegistryError(f"{path}: the registry “{name}” stands there more than once.")
    if found.directory and not _address(found.directory):
        raise RegistryError(f"{path}: directory is an https address.")
    return found


def _wrong(peer: Peer) -> str:
    """Return what cannot be, as the end of a sentence; empty when all can."""
    if not _NAME.fullmatch(peer.id) or peer.id == OWN:
        return f"id is a word of small letters, digits and dashes, and not “{OWN}”."
    if not _address(peer.url):
        return "url is an https address, without a question in it."
    if not _AUDIENCE.fullmatch(peer.audience):
        return "audience is the name under which the sign-in service knows it."
    if not 0.05 <= peer.connect <= peer.budget <= 30:
        return "connect is at most budget, and that at most 30 seconds."
    if not 1 <= peer.largest_mb <= 2000:
        return "largest_mb is between 1 and 2000."
    if any(each.end <= each.start or not each.start.tzinfo or not each.end.tzinfo for each in peer.maintenance):
        return "maintenance ends after it starts, and both say their offset from UTC."
    return ""


def _address(text: str) -> bool:
    return is_address(text, plain=settings.CONFIG.demo)


def closed_until(windows: tuple[Closed, ...], now: datetime) -> datetime | None:
    """Return until when a registry is closed by plan; None: it is open."""
    return max((each.end.astimezone(UTC) for each in windows if each.holds(now)), default=None)
