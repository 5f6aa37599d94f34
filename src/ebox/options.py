"""How commands say what they take."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from ebox import profile
from ebox.registry import TRIES, Registry
from ebox.say import Say
from ebox.trouble import Exit

Told = argparse.Namespace
Run = Callable[[Told, Say], Exit]


class Commands:
    """The commands of `ebox`, or those below one of them."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        """Take the parser above them."""
        self._below = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def group(self, name: str, about: str) -> Commands:
        """Add a command that has commands."""
        return Commands(self._below.add_parser(name, help=about, description=about))

    def add(self, name: str, run: Run, about: str) -> argparse.ArgumentParser:
        """Add a command, with the options that all of them have."""
        made = self._below.add_parser(name, help=about, description=about)
        made.add_argument("--profile", metavar="FILE", help="another profile than that of EBOX_PROFILE or of your own")
        made.add_argument("--json", action="store_true", help="answer in JSON, for programs")
        tries = "how often something is asked before giving up (8: about a minute and a half)"
        made.add_argument("--tries", type=number(1, 1000), default=TRIES, metavar="N", help=tries)
        made.set_defaults(run=run)
        return made


def registry(told: Told) -> Registry:
    """Return the registry of the profile that is meant. Raises TroubleError."""
    return Registry(profile.read(profile.place(told.profile)), tries=told.tries)


def number(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a number from `least` to `most`."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise argparse.ArgumentTypeError(f"a number from {least} to {most} is needed, not “{text}”")
        return int(text)

    return read


def file(text: str) -> Path:
    """Read the name of a file that is there."""
    path = Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"there is no file {text}")
    return path


def folder(text: str) -> Path:
    """Read the name of a folder that is there."""
    path = Path(text)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {text}")
    return path
