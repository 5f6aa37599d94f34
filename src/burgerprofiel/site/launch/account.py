"""PostgreSQL refuses to run as root, so for root it runs as an account without rights; for others as themselves."""

from __future__ import annotations

import os
import pwd
from dataclasses import dataclass
from pathlib import Path

from burgerprofiel.site.launch.problem import StartError

_CANDIDATES = ("postgres", "_postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """Who runs the database. `uid` None = whoever runs the launcher."""

    uid: int | None = None
    gid: int = 0

    def own(self, place: Path) -> None:
        """Give this folder, and nothing above it, to the account."""
        if self.uid is not None:
            os.chown(place, self.uid, self.gid)

    def options(self, *needed: Path) -> list[str]:
        """The options of child.py that start a command as this account, able to reach the folders `needed`."""
        if self.uid is None:
            return []
        reach = [] if all(_may_enter(place, self.uid, self.gid) for place in needed) else ["--reach"]
        return ["--as", str(self.uid), str(self.gid), *reach]


def for_cluster(data: Path) -> Account:
    """Return the account for a cluster: the owner of one that exists, else the first suitable. Raises StartError."""
    if os.geteuid() != 0:
        return Account()
    if data.exists() and data.stat().st_uid != 0:
        return Account(data.stat().st_uid, data.stat().st_gid)
    for name in _CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise StartError("PostgreSQL cannot run as root and there is no account “nobody”: start as an ordinary user.")


def _may_enter(place: Path, uid: int, gid: int) -> bool:
    """Whether the account may enter every folder down to `place`."""
    for folder in (place, *place.parents):
        status = folder.stat()
        shift = 6 if status.st_uid == uid else 3 if status.st_gid == gid else 0
        if not status.st_mode >> shift & 1:
            return False
    return True
