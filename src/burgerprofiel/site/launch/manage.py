"""`./manage`: a management command in the environment of ./run, beside an instance or with the database alone."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from burgerprofiel.site.launch import catalogues, ports, prepare_check, roles, secret_files, stopping, surroundings
from burgerprofiel.site.launch.arguments import parse_manage
from burgerprofiel.site.launch.database import Database
from burgerprofiel.site.launch.folder import Folder, is_claimed, read_state
from burgerprofiel.site.launch.problem import StartError
from burgerprofiel.site.launch.say import complain
from burgerprofiel.site.launch.supervise import Children

_ABOUT_TABLES = frozenset({"help", "check", "makemigrations", "migrate", "showmigrations", "sqlmigrate"})
"""Commands that see the tables as they are; before every other one they are brought up to date."""


def main(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    data, command = parse_manage(arguments)
    stopping.listen()
    try:
        return _beside(data, command) if is_claimed(data) else _alone(data, command)
    except stopping.Stopped:
        return 130
    except StartError as problem:
        complain(str(problem))
    except OSError as error:
        complain(f"{error.filename or data}: {error.strerror}.")
    return 1


def _beside(data: Path, command: Sequence[str]) -> int:
    """Run the command in the environment that the running instance told."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if state := read_state(data):
            return _django(command, os.environ | state)
        if not is_claimed(data):
            return _alone(data, command)
        time.sleep(0.1)
    raise StartError(f"The instance in {data} is still starting: try again in a moment.")


def _alone(data: Path, command: Sequence[str]) -> int:
    """Start the database, run the command, stop the database."""
    surroundings.check_names()
    folder = Folder(data)
    database = Database(folder)
    try:
        secret_files.make(folder.below("secrets", 0o700))
        catalogues.compile_all(folder.below("locale"))
        database.start()
        port = int(os.environ.get("MBP_PORT") or prepare_check.last_port(database.stamp))
        environment = surroundings.surroundings(data, port, ports.choose(0), database.url)
        if command[0] not in _ABOUT_TABLES:
            _prepare(folder, database, environment)
        return _django(command, environment)
    finally:
        stopping.ignore()
        database.stop()
        folder.close()


def _prepare(folder: Folder, database: Database, environment: Mapping[str, str]) -> None:
    """Bring the tables up to date, as a start does. Raises StartError."""
    made, stamp = folder.below("made"), database.stamp
    if not prepare_check.needed(made, stamp, environment["MBP_PORT"]):
        return
    children = Children(folder.below("logs"), folder.path / "leftovers")
    try:
        task = children.start("The preparation", "prepare", roles.prepare(str(made), str(stamp or "")), environment)
        children.wait_for(task)
    finally:
        children.stop()


def _django(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run Django's own command line."""
    child = [sys.executable, "-m", "burgerprofiel.site.launch.commands", *command]
    return subprocess.run(child, env=dict(environment), check=False).returncode  # noqa: S603 - the person's own command


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
