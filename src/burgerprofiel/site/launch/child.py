"""The first thing in every child process: it ends when the launcher ends, and takes another account when asked.

Run as a script: `python -IS child.py LAUNCHER-PID [--as UID GID [--reach]] -- COMMAND …`. It imports nothing of ours,
because the other account may not be able to read our folder. On Linux the kernel tells a child that its launcher is
gone; elsewhere the next start finds what was left (leftovers.py).

`--reach`: the account may not enter the folders above its data (a checkout below /root), and nobody's permissions are
changed for it: it gets the one capability to read past them instead.
"""

import ctypes
import os
import signal
import sys

_SET_PDEATHSIG, _SET_KEEPCAPS, _AMBIENT, _AMBIENT_RAISE = 1, 8, 47, 2
_READ_SEARCH = 2
_VERSION_3 = 0x20080522


def _change_account(uid: int, gid: int, *, reach: bool) -> None:
    """Become another account; with `reach`, keep only the capability to enter and read folders."""
    libc = ctypes.CDLL(None, use_errno=True) if reach else None
    if libc is not None:
        libc.prctl(_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([gid])
    os.setgid(gid)
    os.setuid(uid)
    if libc is not None:
        mask = 1 << _READ_SEARCH
        header = (ctypes.c_uint32 * 2)(_VERSION_3, 0)
        data = (ctypes.c_uint32 * 6)(mask, mask, mask, 0, 0, 0)
        if libc.capset(header, data) or libc.prctl(_AMBIENT, _AMBIENT_RAISE, _READ_SEARCH, 0, 0):
            sys.exit(
                "The database's account cannot enter this folder: "
                "move the checkout out of the private folder, or run as an ordinary user."
            )


def _end_with_launcher(launcher: int) -> None:
    """Ask the kernel for a signal when the launcher is gone; leave at once when it already is."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_PDEATHSIG, signal.SIGINT, 0, 0, 0)
        if os.getppid() != launcher:
            sys.exit("The launcher is gone.")


def main() -> None:
    """Prepare this process, then become the command."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    split = sys.argv.index("--")
    options, command = sys.argv[1:split], sys.argv[split + 1 :]
    if "--as" in options:
        at = options.index("--as")
        _change_account(int(options[at + 1]), int(options[at + 2]), reach="--reach" in options)
    _end_with_launcher(int(options[0]))
    os.execvp(command[0], command)  # noqa: S606 - becoming the command is the purpose


if __name__ == "__main__":
    main()
