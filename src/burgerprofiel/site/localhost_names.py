"""Every name below `localhost` is this machine (RFC 6761 §6.3). Browsers know; many C libraries do not.

Only the demo installs this, so that our processes reach `magda.localhost` and `ocsp.localhost` without touching
anybody's hosts file.
"""

import socket
from typing import Any

_system = socket.getaddrinfo


def install() -> None:
    """Let this process resolve `*.localhost` to the loopback address. Safe to call twice."""
    socket.getaddrinfo = _getaddrinfo


def _getaddrinfo(host: Any, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - the system's own open signature
    """Resolve as the system does, except for names below localhost."""
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if isinstance(name, str) and name.lower().rstrip(".").endswith(".localhost"):
        host = "127.0.0.1"
    return _system(host, *rest, **more)
