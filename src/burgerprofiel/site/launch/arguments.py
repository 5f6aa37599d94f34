"""What can be asked of `./run` on the command line."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[4]
_DATA = "Folder for everything that is written: database, secrets, logs (default: data in the checkout)."


@dataclass(frozen=True)
class Options:
    """How to start. `port` 0 means: any free one."""

    port: int
    data: Path
    fresh: bool


def default_data() -> Path:
    """The data folder when the command line names none: MBP_DATA, else `data` in the checkout."""
    return Path(os.environ.get("MBP_DATA") or CHECKOUT / "data")


def parse(arguments: Sequence[str]) -> Options:
    """Read the command line of `./run`; leaves with a sentence when it is wrong."""
    parser = argparse.ArgumentParser(
        prog="./run",
        description="Start Mijn Burgerprofiel with its demo landscape: portal, worker, simulators and a database.",
        epilog="DATABASE_URL names another PostgreSQL than our own. All settings: docs/operate.md. Stop with Ctrl-C.",
    )
    port = os.environ.get("MBP_PORT") or "8000"
    parser.add_argument(
        "--port", type=_port, default=port, help="Port to serve on; 0 takes any free one (default: 8000)."
    )
    parser.add_argument("--data", type=Path, default=default_data(), metavar="DIR", help=_DATA)
    parser.add_argument(
        "--fresh", action="store_true", help="Throw away what earlier starts wrote in that folder first."
    )
    given = parser.parse_args(arguments)
    return Options(given.port, given.data.expanduser().absolute(), given.fresh)


def parse_manage(arguments: Sequence[str]) -> tuple[Path, list[str]]:
    """Split the command line of `./manage` into the data folder and the management command with its arguments."""
    parser = argparse.ArgumentParser(
        prog="./manage",
        description="Run a management command in the environment of ./run, also beside it. `./manage help` lists them.",
    )
    parser.add_argument("--data", type=Path, default=default_data(), metavar="DIR", help=_DATA)
    parser.add_argument("command", nargs=argparse.REMAINDER, help="The command and its arguments.")
    given = parser.parse_args(arguments)
    return given.data.expanduser().absolute(), given.command or ["help"]


def _port(text: str) -> int:
    """Read a port number."""
    if text.isdigit() and int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}” is not a port: give a number from 0 to 65535.")
