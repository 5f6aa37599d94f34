"""With which registry one speaks, and as whom: a file that only its owner may read. Secrets lie in their own files."""

from __future__ import annotations

import json
import os
import stat
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path

from ebox.trouble import Exit, TroubleError

NAMES = {
    "registry": "the registry's address, https://ebox.example.be",
    "access": "the sign-in service's issuer, https://toegang.example.be/op",
    "client_id": "the client's name there",
    "secret_file": "a file with the client's secret",
    "key_file": "or: a file with its private key (PEM)",
    "key_id": "the key's id (kid), when the sign-in service knows several",
    "sender": "the sender's enterprise number",
    "application": "the sender application's id",
    "type": "the message type that is meant when none is named",
}


@dataclass(frozen=True)
class Profile:
    """What `ebox configure` wrote; the fields are those of NAMES."""

    registry: str = ""
    access: str = ""
    client_id: str = ""
    secret_file: str = ""
    key_file: str = ""
    key_id: str = ""
    sender: str = ""
    application: str = ""
    type: str = ""


def place(named: str | None = None) -> Path:
    """Return where the profile lies: as named, else EBOX_PROFILE, else in the person's configuration folder."""
    if chosen := named or os.environ.get("EBOX_PROFILE"):
        return Path(chosen).expanduser()
    home = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(home).expanduser() / "ebox" / "profile.toml"


def write(path: Path, told: Mapping[str, str]) -> Profile:
    """Write a profile, adding to one that is there. Raises TroubleError."""
    before = _as_told(path) if path.exists() else {}
    now = {name: text for name, text in {**before, **told}.items() if text}
    for name in ("secret_file", "key_file"):
        if name in now:
            now[name] = str(Path(now[name]).expanduser().resolve())
    profile = _checked(now, path)
    lines = [f"# {NAMES[name]}\n{name} = {json.dumps(text)}\n" for name, text in now.items()]
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.chmod(0o600)
        path.write_text("".join(lines))
    except OSError as error:
        raise TroubleError(f"The profile {path} cannot be written: {error.strerror}.", Exit.USAGE) from error
    return profile


def read(path: Path) -> Profile:
    """Return the profile. Raises TroubleError when there is none, or others may read it."""
    if not path.exists():
        raise TroubleError(f"There is no profile {path}: make one with “ebox configure”.", Exit.USAGE)
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise TroubleError(f"Others may read the profile {path}: run “chmod 600 {path}” and try again.", Exit.USAGE)
    return _checked(_as_told(path), path)


def secret(profile: Profile) -> str:
    """Return the client's secret. Raises TroubleError."""
    return _content(profile.secret_file, "secret").strip()


def private_key(profile: Profile) -> str:
    """Return the client's private key as PEM. Raises TroubleError."""
    return _content(profile.key_file, "private key")


def journal_key(profile_path: Path) -> bytes:
    """Return the key with which journals are made, beside the profile; at the first use it is made.

    Raises TroubleError.
    """
    path = profile_path.with_name("journal.key")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (
            suppress(FileExistsError),
            os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as it,
        ):
            it.write(os.urandom(32))
        key = path.read_bytes()
    except OSError as error:
        raise TroubleError(
            f"The key of journals {path} cannot be made or read: {error.strerror}.", Exit.USAGE
        ) from error
    if len(key) != 32:
        raise TroubleError(f"{path} is damaged: remove it, and send what is left in a new table.", Exit.USAGE)
    return key


def _content(path: str, what: str) -> str:
    try:
        return Path(path).read_text()
    except OSError as error:
        raise TroubleError(f"The file {path} with the {what} cannot be read: {error.strerror}.", Exit.USAGE) from error


def _as_told(path: Path) -> dict[str, str]:
    try:
        return {str(name): str(text) for name, text in tomllib.loads(path.read_text()).items()}
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise TroubleError(f"The profile {path} cannot be read: {error}.", Exit.USAGE) from error


def _checked(told: Mapping[str, str], path: Path) -> Profile:
    unknown = sorted(told.keys() - {field.name for field in fields(Profile)})
    if unknown:
        raise TroubleError(f"The profile {path} knows no “{unknown[0]}”; it knows {', '.join(NAMES)}.", Exit.USAGE)
    return Profile(**told)
