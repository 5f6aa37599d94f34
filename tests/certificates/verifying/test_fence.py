"""Who takes over a child that looks at a stranger's file finds a fence: no file, no process and no network of ours."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from burgerprofiel.certificates.verifying import reader

_BEHIND = """
import os, socket, sys
from burgerprofiel.certificates.verifying import fence, no_sockets
ours, theirs = socket.socketpair()
if not {fence}:
    sys.exit(7)
try:
    {attempt}
except OSError:
    sys.exit(0)
sys.exit(1)
"""


def _attempted(attempt: str, fence: str = "fence.shut(fence.of_python())") -> int:
    source = str(Path(reader.__file__).parents[3])
    code = _BEHIND.format(attempt=attempt, fence=fence)
    done = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": source}, cwd="/", check=False, timeout=20)
    return done.returncode


@pytest.fixture
def door() -> Iterator[socket.socket]:
    """Where somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


@pytest.mark.parametrize("what", ["read a key", "look into who started it", "write", "connect", "stop who started it"])
def test_nothing_outside_is_reached(tmp_path: Path, door: socket.socket, what: str) -> None:
    key = tmp_path / "root.key"
    key.write_text("secret")
    attempts = {
        "read a key": f"open({str(key)!r}).read()",
        "look into who started it": f"open('/proc/{os.getpid()}/environ').read()",
        "write": f"open({str(tmp_path / 'other')!r}, 'w')",
        "connect": f"socket.create_connection({door.getsockname()!r}, 1)",
        "stop who started it": f"os.kill({os.getpid()}, 0)",
    }
    code = _attempted(attempts[what])
    if code == 7:
        pytest.skip("this kernel has no Landlock")
    assert code == 0


def test_what_python_loads_late_is_still_there() -> None:
    assert _attempted("import colorsys, encodings.idna; sys.exit(0)") in {0, 7}


_SOCKETS = {
    "UDP": "socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
    "TCP": "socket.socket(socket.AF_INET6)",
    "a socket in a folder": "socket.socket(socket.AF_UNIX)",
    "a pair of them": "socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)",
    "leading one elsewhere": "ours.connect('/nowhere')",
    "the kernel": "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
}


@pytest.mark.parametrize("what", _SOCKETS)
def test_no_socket_of_any_kind_is_made(what: str) -> None:
    code = _attempted(f"{_SOCKETS[what]}", "no_sockets.forbid()")
    if code == 7:
        pytest.skip("for this processor no filter is known")
    assert code == 0


def test_a_ring_makes_none_either() -> None:
    attempt = "import ctypes; libc = ctypes.CDLL(None, use_errno=True); libc.syscall(425, 4, 0); raise OSError(0)"
    told = "ctypes.get_errno() == 1 or sys.exit(2)"
    code = _attempted(attempt.replace("raise", f"{told}; raise"), "no_sockets.forbid()")
    assert code in {0, 7}


def test_a_line_that_is_there_already_still_leads_to_us() -> None:
    attempt = "ours.sendall(b'told'); sys.exit(0 if theirs.recv(9) == b'told' else 2)"
    assert _attempted(attempt, "no_sockets.forbid()") in {0, 7}
