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

_SET_PDEATHSIG, _SET_SECUREBITS, _AMBIENT, _AMBIENT_RAISE = 1, 28, 47, 2
_NO_SETUID_FIXUP = 1 << 2
_OVERRIDE, _READ_SEARCH = 1, 2
_VERSION_3 = 0x20080522
_PRIVATE = (
    "The database's account cannot enter this folder: "
    "move the checkout out of the private folder, or run as an ordinary user."
)


def _change_account(uid: int, gid: int) -> None:
    """Become another account, without any privilege."""
    os.setgroups([gid])
    os.setgid(gid)
    os.setuid(uid)


def _change_account_and_reach(uid: int, gid: int) -> None:
    """Become another account that keeps one capability: to read past folders that are closed to it.

    Containers often lack that one; there the next best is to write past them as well. The secure bit keeps what
    `access(2)` tells the account true: without it PostgreSQL believes that it may not read its own programs.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(_VERSION_3, 0)
    has = (ctypes.c_uint32 * 6)()
    libc.capget(header, has)
    capability = _READ_SEARCH if has[1] >> _READ_SEARCH & 1 else _OVERRIDE
    failed = libc.prctl(_SET_SECUREBITS, _NO_SETUID_FIXUP, 0, 0, 0)
    _change_account(uid, gid)
    mask = 1 << capability
    failed = failed or libc.capset(header, (ctypes.c_uint32 * 6)(mask, mask, mask, 0, 0, 0))
    if failed or libc.prctl(_AMBIENT, _AMBIENT_RAISE, capability, 0, 0):
        sys.exit(_PRIVATE)


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
        change = _change_account_and_reach if "--reach" in options else _change_account
        change(int(options[at + 1]), int(options[at + 2]))
    _end_with_launcher(int(options[0]))
    os.execvp(command[0], command)  # noqa: S606 - becoming the command is the purpose


if __name__ == "__main__":
    main()
