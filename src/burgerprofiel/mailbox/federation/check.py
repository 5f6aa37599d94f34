"""Whether a registry can be used as it stands: asked as an operator would, without any citizen's token."""

from __future__ import annotations

import time
from collections.abc import Sequence

import httpx

from burgerprofiel.access.provider.client import find
from burgerprofiel.kit import clock, http
from burgerprofiel.mailbox.federation.calls import headers
from burgerprofiel.mailbox.federation.configuration import Peer
from burgerprofiel.mailbox.federation.directory import Provider

STRANGER = "no-token-of-anybody"


def findings(peer: Peer) -> Sequence[str]:
    """Return what does not fit, in sentences; nothing when all does."""
    return [*_receiver(peer), *_door(peer)]


def provider_line(provider: Provider | None) -> str:
    """Return what the federation says of a registry, in a line."""
    if provider is None:
        return "does not list it"
    now = clock.now()
    closed = sorted(each.start for each in provider.closed if each.end > now)
    rests = f", closed by plan from {closed[0].isoformat(timespec='minutes')}" if closed else ""
    return f"{'active' if provider.active(clock.today()) else 'not active'}, API {provider.version or 'unknown'}{rests}"


def _receiver(peer: Peer) -> Sequence[str]:
    """The sign-in service must know for whom our tokens are, else nobody can ask it about them."""
    client = find(peer.audience)
    if client is None:
        return [f"the sign-in service knows no client “{peer.audience}”: register it (./manage access_clients)."]
    found = []
    if not client.row.may_introspect:
        found.append(f"the client “{peer.audience}” may not ask about tokens (may_introspect).")
    if "rrn" not in client.row.scopes:
        found.append(f"the client “{peer.audience}” may not know the national number (scope rrn).")
    return found


def _door(peer: Peer) -> Sequence[str]:
    """It answers in time, and lets nobody in with a token that is none."""
    url = f"{peer.url.rstrip('/')}/ebox/messages?page=1&pageSize=1"
    began = time.monotonic()
    try:
        with http.client(peer.budget) as client:
            reply = client.get(url, headers=headers(STRANGER), timeout=httpx.Timeout(peer.budget, connect=peer.connect))
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return [f"{url} does not answer ({type(error).__name__})."]
    found = []
    if time.monotonic() - began > peer.budget:
        found.append(f"it takes longer than {peer.budget:g} s.")
    if reply.status_code not in (401, 403):
        found.append(f"it answers {reply.status_code} to a token that is none; 401 is expected.")
    return found
