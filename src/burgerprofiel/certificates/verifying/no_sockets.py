"""Who looks at a stranger's file makes no connection of any kind: no socket is made, nor reached by another way.

Landlock (`fence`) keeps TCP away, but neither UDP nor sockets in a folder. A filter on system calls does (seccomp(2)):
a short program that the kernel runs at each of them, known for the processors whose numbers stand here. Sockets that
are there already still speak to whom they lead.
"""

from __future__ import annotations

import ctypes
import platform
import sys
from typing import NamedTuple

_FILTER, _MODE_FILTER, _NO_NEW_PRIVILEGES = 22, 2, 38
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
"""Steps of such a program: load a word, jump when it is this, jump when it is this or more, and end (BPF)."""
_NUMBER, _PROCESSOR = 0, 4
"""Where the kernel lays what is asked (`struct seccomp_data`)."""
_ALLOWED, _REFUSED = 0x7FFF0000, 0x00050001
"""The latter with EPERM."""
_OTHER_NUMBERS = 0x40000000
"""From here on the same calls again, for programs of 32 bits (x32)."""
_RINGS = 425
"""io_uring_setup(2), with which sockets can be made as well."""


class _Numbers(NamedTuple):
    """What a kind of processor calls itself, and its numbers of socket, socketpair, connect, bind and ptrace."""

    processor: int
    calls: tuple[int, ...]


_PROCESSORS = {
    "x86_64": _Numbers(0xC000003E, (41, 53, 42, 49, 101)),
    "aarch64": _Numbers(0xC00000B7, (198, 199, 203, 200, 117)),
}


class _Step(ctypes.Structure):
    _fields_ = (("code", ctypes.c_ushort), ("yes", ctypes.c_ubyte), ("no", ctypes.c_ubyte), ("value", ctypes.c_uint))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.POINTER(_Step)))


def forbid() -> bool:
    """Let this process, and what it starts, make no socket any more; False: nothing of the kind is known here."""
    numbers = _PROCESSORS.get(platform.machine())
    if sys.platform != "linux" or numbers is None:
        return False
    steps = _steps(numbers)
    program = _Program(len(steps), (_Step * len(steps))(*steps))
    call = ctypes.CDLL(None, use_errno=True)
    call.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    return bool(call.prctl(_FILTER, _MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def _steps(numbers: _Numbers) -> list[_Step]:
    """Refuse calls in the manner of another processor, and those named; allow the rest."""
    refused = (*numbers.calls, _RINGS)
    return [
        _Step(_LOAD, 0, 0, _PROCESSOR),
        _Step(_EQUAL, 0, len(refused) + 3, numbers.processor),
        _Step(_LOAD, 0, 0, _NUMBER),
        _Step(_AT_LEAST, len(refused) + 1, 0, _OTHER_NUMBERS),
        *(_Step(_EQUAL, len(refused) - at, 0, call) for at, call in enumerate(refused)),
        _Step(_RETURN, 0, 0, _ALLOWED),
        _Step(_RETURN, 0, 0, _REFUSED),
    ]
