"""The federation's own list of registries: when each opens, stops and is closed by plan (contracts/ebox.md A.6).

Registries that are not active are not asked. The list is read now and then, in the background of somebody's question;
when it does not answer, what it said last holds, and without that the file alone.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from datetime import date, datetime

import httpx
import msgspec
import structlog

from burgerprofiel.kit import clock, http
from burgerprofiel.kit.packing import from_json
from burgerprofiel.mailbox.federation.configuration import Closed, Federation, Peer

LARGEST = 1024 * 1024
SECONDS, EVERY = 3.0, 300.0
"""For one answer, and between two questions."""

log = structlog.get_logger(__name__)


class DirectoryError(Exception):
    """The list cannot be had; the message is for operators."""


class _Window(msgspec.Struct, frozen=True):
    start: datetime = msgspec.field(name="startDate")
    end: datetime = msgspec.field(name="endDate")


class Provider(msgspec.Struct, frozen=True):
    """A registry as the federation lists it."""

    id: str = msgspec.field(name="messageProviderId")
    url: str = msgspec.field(name="messageProviderUrl", default="")
    opens: date | None = msgspec.field(name="messageProviderActivationDate", default=None)
    stops: date | None = msgspec.field(name="messageProviderDeactivationDate", default=None)
    rests: tuple[_Window, ...] = msgspec.field(name="messageProviderPlannedMaintenance", default=())
    version: str = msgspec.field(name="apiSupportedVersion", default="")

    def active(self, today: date) -> bool:
        """Whether clients may ask it: not before it opens, nor from the day on which it stops."""
        return (self.opens is None or self.opens <= today) and (self.stops is None or today < self.stops)

    @property
    def closed(self) -> tuple[Closed, ...]:
        """When it is closed by plan; what ends before it starts is left out."""
        return tuple(
            Closed(each.start, each.end)
            for each in self.rests
            if each.start.tzinfo and each.end.tzinfo and each.start < each.end
        )


class _Kept:
    """What the list said last, of one address."""

    def __init__(self) -> None:
        self.providers: Mapping[str, Provider] = {}
        self.next = 0.0
        self.lock = threading.Lock()


_kept: dict[str, _Kept] = {}


def fetch(url: str) -> Sequence[Provider]:
    """Ask the list now. Raises DirectoryError."""
    address = f"{url.rstrip('/')}/messageProviders"
    try:
        with http.client(SECONDS) as client, client.stream("GET", address) as reply:
            reply.raise_for_status()
            content = http.read_in_time(reply, LARGEST, SECONDS)
        return from_json(content, list[Provider])
    except (httpx.HTTPError, httpx.InvalidURL, http.TooLargeError, TimeoutError) as error:
        raise DirectoryError(f"{address} does not answer as it should ({type(error).__name__}).") from error
    except msgspec.DecodeError as error:
        raise DirectoryError(f"{address} answers with something else than providers: {error}.") from error


def listed(federation: Federation) -> Mapping[str, Provider]:
    """Return what the list said last, by provider; it is asked anew beside this when that is long ago."""
    if not federation.directory:
        return {}
    kept = _kept.setdefault(federation.directory, _Kept())
    if time.monotonic() >= kept.next and kept.lock.acquire(blocking=False):
        kept.next = time.monotonic() + EVERY
        threading.Thread(target=_renew, args=(federation.directory, kept), name="providers", daemon=True).start()
    return kept.providers


def _renew(url: str, kept: _Kept) -> None:
    try:
        kept.providers = {each.id: each for each in fetch(url)}
    except DirectoryError as error:
        kept.next = time.monotonic() + EVERY / 10
        log.warning("the list of registries cannot be read", why=str(error))
    finally:
        kept.lock.release()


def provider_of(peer: Peer, federation: Federation) -> Provider | None:
    """Return what the list says of a registry; None: nothing."""
    return listed(federation).get(peer.provider_id or peer.id)


def is_active(peer: Peer, federation: Federation) -> bool:
    """Whether a registry may be asked today; of which the list says nothing: yes, for somebody wrote it in the file."""
    found = provider_of(peer, federation)
    return found is None or found.active(clock.today())
