"""What is looked at behind a fence reaches nothing of this machine: Landlock, a part of Linux (landlock(7)).

Without it who takes over a child could read what our own user may: keys in files, and the memory of who started it.
Where a kernel has none the other limits stay. It keeps neither UDP nor sockets in a folder away: `no_sockets` does.
"""

from __future__ import annotations

import ctypes
import os
import sys
import sysconfig
from collections.abc import Iterable

_CREATE, _ADD, _RESTRICT = 444, 445, 446
"""Numbers of the system calls, the same for each kind of processor."""
_VERSION, _PATH_BENEATH = 1, 1
_READ = 1 << 2 | 1 << 3
_FILES = {1: 13, 2: 14, 3: 15, 5: 16}
"""How many rights over files there are, from which version on."""
_NET_SINCE, _NET = 4, 0b11
_SCOPE_SINCE, _SCOPE = 6, 0b11
_NO_NEW_PRIVILEGES = 38
_OF_THE_SYSTEM = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share/zoneinfo")


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def shut(may_read: Iterable[str] = ()) -> bool:
    """Let this process open no file, network, process or signal outside, but read in these folders; False: no Landlock.

    There is no way back, for it and for what it starts.
    """
    if sys.platform != "linux":
        return False
    call = ctypes.CDLL(None, use_errno=True)
    version = call.syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION))
    if version < 1:
        return False
    rules = _Ruleset((1 << max(many for since, many in _FILES.items() if since <= version)) - 1, 0, 0)
    rules.net = _NET if version >= _NET_SINCE else 0
    rules.scoped = _SCOPE if version >= _SCOPE_SINCE else 0
    size = 24 if version >= _SCOPE_SINCE else 16 if version >= _NET_SINCE else 8
    ruleset = call.syscall(_CREATE, ctypes.byref(rules), ctypes.c_size_t(size), ctypes.c_uint32(0))
    for folder in may_read:
        _allow(call, ruleset, folder)
    call.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    shut_now = bool(call.syscall(_RESTRICT, ruleset, ctypes.c_uint32(0)) == 0)
    if ruleset >= 0:
        os.close(ruleset)
    return shut_now


def _allow(call: ctypes.CDLL, ruleset: int, folder: str) -> None:
    try:
        opened = os.open(folder, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return
    beneath = _Beneath(_READ, opened)
    call.syscall(_ADD, ruleset, _PATH_BENEATH, ctypes.byref(beneath), ctypes.c_uint32(0))
    os.close(opened)


def of_python() -> set[str]:
    """Return the folders from which Python loads its modules, with what these are linked to: some come late."""
    return {sysconfig.get_path("stdlib"), *(each for each in sys.path if each), *_OF_THE_SYSTEM}
