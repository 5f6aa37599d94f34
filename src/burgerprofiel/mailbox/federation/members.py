"""The registries of this process: each with its breaker and its connections, as long as the file names it so."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from burgerprofiel.mailbox.federation import directory
from burgerprofiel.mailbox.federation.configuration import Closed, Federation, Peer, configured
from burgerprofiel.mailbox.federation.http import Http

_lock = threading.Lock()
_known: dict[Peer, Http] = {}


def others() -> Sequence[Http]:
    """Return the other registries that may be asked today, in the order of the file. Raises RegistryError."""
    federation = configured()
    return [_member(peer, federation) for peer in federation.registry if directory.is_active(peer, federation)]


def other(name: str) -> Http | None:
    """Return one of them by its id; None: there is none, or it may not be asked."""
    return next((each for each in others() if each.peer.id == name), None)


def _member(peer: Peer, federation: Federation) -> Http:
    def closed() -> tuple[Closed, ...]:
        found = directory.provider_of(peer, federation)
        return found.closed if found else ()

    with _lock:
        if peer not in _known:
            _known[peer] = Http(peer, closed)
        return _known[peer]
