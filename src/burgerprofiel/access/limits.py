"""Who guesses has to wait, and is told truly how long: sliding windows per user name, address, network and overall.

A try counts before it is judged, so that many at the same moment are no way round; what was right is given back. What
does not exist is counted too. A limit stops coded keys and other providers' answers only: the card always works.

The shares: five tries for a name, so that a code is not guessed; thirty for an address, for a household or an office
sits behind one; three hundred for a network, a tenth of all there is. One subscriber of IPv6 commonly has a /48, which
is 65 536 addresses of ours (/64): without its own share they alone could use up everybody's. Of IPv4 the /24 stands
for it: what one provider hands out next to each other.
"""

from __future__ import annotations

import hmac
import ipaddress
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils.translation import ngettext

from burgerprofiel.access.models import Attempt
from burgerprofiel.kit import clock, sealing

_ALL = "everybody"


@dataclass(frozen=True)
class Limit:
    """At most `most` tries within `window`."""

    name: str
    most: int
    window: timedelta = timedelta(minutes=15)


USER_NAME = Limit("user-name", 5)
ADDRESS = Limit("address", 30)
NETWORK = Limit("network", 300)
OVERALL = Limit("overall", 3000)
LONGEST = max(limit.window for limit in (USER_NAME, ADDRESS, NETWORK, OVERALL))
_WIDER = {4: 24, 6: 48}


class TooManyError(Exception):
    """A limit is reached; `wait` is how long until the next try counts."""

    def __init__(self, wait: timedelta) -> None:
        """Keep how long."""
        super().__init__(f"wait {wait}")
        self.wait = wait

    @property
    def seconds(self) -> int:
        """Whole seconds, upwards."""
        return max(1, math.ceil(self.wait.total_seconds()))

    @property
    def minutes(self) -> int:
        """Whole minutes, upwards."""
        return max(1, math.ceil(self.seconds / 60))

    @property
    def sentence(self) -> str:
        """What happened, what is safe, what to do."""
        return ngettext(
            "Too many wrong tries. Nothing changed. Try again in %(num)s minute, or use another key.",
            "Too many wrong tries. Nothing changed. Try again in %(num)s minutes, or use another key.",
            self.minutes,
        ) % {"num": self.minutes}


def address_of(request: HttpRequest) -> str:
    """Return where the request comes from: of IPv6 the network, for whoever has one address has 2⁶⁴.

    Behind https the proxy in front appends the address to `X-Forwarded-For`; what stood there before is not believed.
    """
    told = str(request.META.get("REMOTE_ADDR", ""))
    if settings.CONFIG.secure:
        told = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip() or told
    try:
        address = ipaddress.ip_address(told)
    except ValueError:
        return ""
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


def take(user_name: str, address: str) -> tuple[int, ...]:
    """Count a try; return what `give_back` takes. Raises TooManyError, and then counts nothing."""
    return _take([(USER_NAME, user_name), *_from(address)])


def take_address(address: str) -> tuple[int, ...]:
    """The same where nobody is named: for another provider's answer, which costs a call to that provider."""
    return _take(_from(address))


def take_aside(what: str, address: str) -> tuple[int, ...]:
    """The same for guesses at something that is no key: counted apart, so that nobody's keys wait for it.

    Where somebody guesses from is counted, and not how many there are in all: in the hour in which very many ask about
    the same fraud, nobody waits for the others.
    """
    limited = [each for each in _from(address) if each[0] is not OVERALL or not address]
    return _take((Limit(f"{what} {limit.name}", limit.most, limit.window), value) for limit, value in limited)


def network_of(address: str) -> str:
    """Return the network of what `address_of` told."""
    network = ipaddress.ip_network(address, strict=False)
    return str(network.supernet(new_prefix=_WIDER[network.version]))


def _from(address: str) -> list[tuple[Limit, str]]:
    """What is limited whoever is named."""
    wider = [(ADDRESS, address), (NETWORK, network_of(address))] if address else []
    return [*wider, (OVERALL, _ALL)]


@transaction.atomic
def _take(limited: Iterable[tuple[Limit, str]]) -> tuple[int, ...]:
    now = clock.now()
    wanted = [(_bucket(limit, value), limit) for limit, value in limited]
    wanted.sort(key=lambda each: each[0])  # everybody locks in one order
    waits = [_wait(bucket, limit, now) for bucket, limit in wanted]
    if any(waits):
        raise TooManyError(max(waits))
    rows = Attempt.objects.bulk_create([Attempt(bucket=bucket, at=now) for bucket, _limit in wanted])
    return tuple(row.id for row in rows)


def give_back(tries: Iterable[int]) -> None:
    """What was right does not count."""
    Attempt.objects.filter(id__in=tuple(tries)).delete()


def forget() -> int:
    """Remove what counts no more; return how many rows."""
    return Attempt.objects.filter(at__lte=clock.now() - LONGEST).delete()[0]


def _wait(bucket: bytes, limit: Limit, now: datetime) -> timedelta:
    """How long until this bucket has room; until the transaction ends nobody else counts in it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(bucket[:8], "big", signed=True)])
    counted = Attempt.objects.filter(bucket=bucket, at__gt=now - limit.window).order_by("-at")
    edge = counted.values_list("at", flat=True)[limit.most - 1 : limit.most].first()
    return edge + limit.window - now if edge else timedelta()


@lru_cache(maxsize=1)
def _key() -> bytes:
    return sealing.derive(settings.CONFIG.secret("lookup_key"), "access limits")


def _bucket(limit: Limit, value: str) -> bytes:
    """Neither names nor addresses are kept in clear."""
    return hmac.digest(_key(), f"{limit.name}:{value}".encode(), "sha256")
