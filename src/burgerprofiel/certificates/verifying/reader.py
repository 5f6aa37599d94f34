"""The process that reads strangers' PDFs: alone, without secrets, one child for each file (`python -m … .reader`).

It loads what it needs once and then only forks: a child has the file, a question and a way to answer, at most so much
memory and time, may open no file of ours (`fence`), reach nobody (`no_sockets`) and start no program; when it breaks,
only its answer is missing.
"""

from __future__ import annotations

import asyncio
import gc
import os
import resource
import signal
import socket
from pathlib import Path

import msgspec

from burgerprofiel.certificates.verifying import fence, no_sockets
from burgerprofiel.certificates.verifying.question import Question

CONTROL = 3
"""The descriptor on which files to look at come in, each with a socket for question and answer."""


def main() -> None:
    """Serve until the parent is gone."""
    from burgerprofiel.certificates.verifying import judging  # what costs to load is loaded before the first file

    judging.prepare()
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=CONTROL)
    control.sendall(b"ready")
    while True:
        _word, descriptors, _flags, _address = socket.recv_fds(control, 1, 2)
        if not descriptors:
            return
        if not os.fork():
            control.close()
            _child(*descriptors)
        for each in descriptors:
            os.close(each)


def _child(file: int, line: int) -> None:
    """Look at one file and answer; never returns."""
    try:
        with socket.socket(fileno=line) as answer, asyncio.Runner() as runner:
            question = msgspec.msgpack.decode(_whole(answer), type=Question)
            runner.get_loop()  # it has sockets, which nobody can make any more behind the fence
            _confine(question)
            from burgerprofiel.certificates.verifying import judging

            with os.fdopen(file, "rb") as pdf:
                told = msgspec.msgpack.encode(judging.examined(pdf, question, runner))
            answer.sendall(told)
    except MemoryError:
        os._exit(2)
    except BaseException as error:  # noqa: BLE001 - nothing of a stranger's file goes on; the parent hears no answer
        os.write(2, f"the reader broke: {type(error).__name__}\n".encode())
        os._exit(1)
    os._exit(0)


def _whole(line: socket.socket) -> bytes:
    pieces = bytearray()
    while piece := line.recv(65536):
        pieces += piece
    return bytes(pieces)


def _confine(question: Question) -> None:
    """Take away what looking at a file does not need."""
    now = _address_space()
    seconds = max(1, int(question.seconds + 0.999))
    resource.setrlimit(resource.RLIMIT_AS, (now + question.memory,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.setitimer(signal.ITIMER_PROF, question.seconds)
    signal.setitimer(signal.ITIMER_REAL, question.patience)
    fence.shut(fence.of_python())
    no_sockets.forbid()


def _address_space() -> int:
    """Bytes of address space that this process has now."""
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[0]) * resource.getpagesize()
    except OSError:  # no Linux: a fixed allowance
        return 512 * 1024 * 1024


if __name__ == "__main__":
    main()
