"""Where webhooks may go: to machines that everybody can reach, never to ours or to the network we are in.

The name is looked up once per delivery, every address it has must be a public one, and the connection goes to the one
that was checked: a name that changes its mind in between (DNS rebinding) gains nothing. Redirects are not followed.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

import httpx

LONGEST = 500
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+")
_TRANSLATED = [ipaddress.IPv6Network(each) for each in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")]
"""IPv6 addresses that carry an IPv4 address, which may lead anywhere (NAT64, 6to4, Teredo)."""


class RefusedAddressError(ValueError):
    """We do not send there; the message is a sentence for who asked for it."""


class Place(NamedTuple):
    """Where to connect to."""

    name: str
    ip: str
    port: int


def checked(address: str, *, demo: bool) -> str:
    """Return an address that may be subscribed, as it will be asked and signed; it is not looked up yet.

    Raises RefusedAddressError.
    """
    parts = _parts(address)
    name = (parts.hostname or "").lower()
    if parts.scheme != "https" and not (demo and parts.scheme == "http"):
        raise RefusedAddressError("The address begins with https://.")
    if parts.username is not None or parts.password is not None or "#" in address:
        raise RefusedAddressError("The address holds no user name and no part behind #.")
    if not _HOST.fullmatch(name) or name.rpartition(".")[2].isdigit():
        raise RefusedAddressError("The address names a machine by its whole name, not by a number.")
    if not demo and name.rpartition(".")[2] in ("localhost", "local", "internal", "test", "invalid", "onion", "arpa"):
        raise RefusedAddressError("The address is one that not everybody can reach.")
    usual = parts.port in (None, {"https": 443, "http": 80}[parts.scheme])
    whole = parts._replace(netloc=name if usual else f"{name}:{parts.port}", path=parts.path or "/").geturl()
    try:
        same = str(httpx.URL(whole)) == whole
    except httpx.InvalidURL:
        same = False
    if not same:
        raise RefusedAddressError("The address is not written in the usual way (RFC 3986 §6.2.2).")
    return whole


def place(address: str, *, demo: bool) -> Place:
    """Look up where an address is now. Raises RefusedAddressError, and OSError when nobody knows the name."""
    parts = _parts(checked(address, demo=demo))
    name = (parts.hostname or "").lower()
    port = parts.port or {"https": 443, "http": 80}[parts.scheme]
    if demo and name.endswith(".localhost"):
        return Place(name, "127.0.0.1", port)
    found = [str(each[4][0]) for each in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)]
    if not demo and not all(is_public(each) for each in found):
        raise RefusedAddressError("The name leads to a machine that not everybody can reach.")
    return Place(name, found[0], port)


def is_public(text: str) -> bool:
    """Whether everybody can reach this IP address."""
    ip = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return is_public(str(ip.ipv4_mapped))
        if any(ip in network for network in _TRANSLATED):
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


def _parts(address: str) -> SplitResult:
    if len(address) > LONGEST or not address.isascii() or not address.isprintable() or re.search(r'[\s\\"<>]', address):
        raise RefusedAddressError(f"The address is at most {LONGEST} plain characters.")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise RefusedAddressError("The address cannot be read.") from error
    if port == 0:
        raise RefusedAddressError("The address has no port 0.")
    return parts
