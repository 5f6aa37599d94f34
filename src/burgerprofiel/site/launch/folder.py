"""The data folder: ours when our marker is in it, and one running instance at a time.

Everything the product writes lies here. The lock is the kernel's (flock), so a crash leaves none behind.
"""

from __future__ import annotations

import fcntl
import json
import shutil
from pathlib import Path

from burgerprofiel.site.launch.problem import StartError

MARKER = ".burgerprofiel"
WRITTEN = (
    "postgres",
    "secrets",
    "static",
    "locale",
    "logs",
    "made",
    "simulators",
    "anchors",
    "eid-trust",
    "objects",
    "state.json",
    "state.json.new",
    "leftovers",
)
"""What the product itself writes here; `--fresh` removes these and nothing else."""


class Folder:
    """A data folder that is ours and claimed until the process ends."""

    def __init__(self, path: Path) -> None:
        """Make the folder when it is not there, and claim it. Raises StartError."""
        self.path = path
        try:
            path.mkdir(parents=True, exist_ok=True)
            _refuse_strangers(path)
            self._lock = (path / MARKER).open("a")
        except OSError as error:
            raise StartError(
                f"The folder {path} cannot be written ({error.strerror}): choose another with --data."
            ) from error
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StartError(
                f"The folder {path} is in use by a running instance: stop that one, or choose another with --data."
            ) from error

    def wipe(self) -> None:
        """Throw away what the product wrote."""
        for name in WRITTEN:
            place = self.path / name
            if place.is_dir() and not place.is_symlink():
                shutil.rmtree(place)
            else:
                place.unlink(missing_ok=True)

    def below(self, name: str, mode: int = 0o755) -> Path:
        """Return a folder below this one, made when it is not there."""
        place = self.path / name
        place.mkdir(mode=mode, exist_ok=True)
        return place

    def close(self) -> None:
        """Let another instance have the folder."""
        self._lock.close()


def _refuse_strangers(path: Path) -> None:
    """Raise StartError when the folder holds something that is not ours."""
    if not (path / MARKER).exists() and any(path.iterdir()):
        raise StartError(f"The folder {path} holds files that are not ours: choose an empty one with --data.")


def is_claimed(path: Path) -> bool:
    """Whether an instance runs in this folder now."""
    try:
        with (path / MARKER).open("r") as marker:
            fcntl.flock(marker, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def write_state(path: Path, state: dict[str, str]) -> None:
    """Tell other commands how the running instance is set up; the owner alone reads it (it may hold a password)."""
    fresh = path / "state.json.new"
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(state, indent=1))
    fresh.replace(path / "state.json")


def read_state(path: Path) -> dict[str, str] | None:
    """Return what the running instance told, or None when it has not told yet."""
    try:
        return {str(key): str(value) for key, value in json.loads((path / "state.json").read_text()).items()}
    except (FileNotFoundError, ValueError):
        return None
