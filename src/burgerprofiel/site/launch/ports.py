"""A port is ours before anything starts on it, so that a taken one costs one sentence."""

import errno
import socket

from burgerprofiel.site.launch.problem import StartError


def choose(port: int) -> int:
    """Return `port` when it can be served on, or a free one for 0. Raises StartError."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise StartError(_sentence(port, error)) from error
        return int(probe.getsockname()[1])


def _sentence(port: int, error: OSError) -> str:
    """Say why the port cannot be used."""
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is already in use: stop what uses it, or choose another with --port."
    if error.errno == errno.EACCES:
        return f"Port {port} is reserved for the system administrator: choose one above 1023 with --port."
    return f"Port {port} cannot be used ({error.strerror}): choose another with --port."
