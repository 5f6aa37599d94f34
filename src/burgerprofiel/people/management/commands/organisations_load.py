"""Load organisations and who works there: all of the file or nothing. Safe to run again.

National numbers never stand on a command line, for these end up in histories and logs: they come from standard input,
or from a file that only its owner can read. Test numbers, which can never be a person's, may lie anywhere.
"""

import argparse
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.organisations import actions, queries
from burgerprofiel.organisations.file import Written, WrittenRole, read
from burgerprofiel.people.actions import meet


class Command(BaseCommand):
    """`./manage organisations_load FILE.toml [--people PEOPLE.toml]`."""

    help = (
        "Loads [[organisation]] and [[role]] tables (docs/operate.md). Whose national number each person's name in the "
        'file stands for is read from standard input, or from --people: lines name = "number".'
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Name the arguments."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--people", type=Path, help="a file that only its owner can read (mode 0600)")
        parser.add_argument("--check", action="store_true", help="only say whether the files are right")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002, ANN401 - Django's signature
        """Run; the answer names nobody's number."""
        content = _toml(_file(options["file"]), str(options["file"]))
        written = read(content)
        numbers = _people(options["people"], written.mistakes) if "role" in content else {}
        written.mistakes += _mistakes_together(written, numbers)
        if written.mistakes:
            raise CommandError("\n".join([*written.mistakes, "Nothing was changed."]))
        say: Callable[[str], object] = self.stdout.write if options["verbosity"] else str
        if options["check"]:
            say(f"{len(written.organisations)} organisations, {len(written.roles)} roles, all right. Nothing changed.")
            return
        with transaction.atomic():
            for line in _load(written, numbers):
                say(line)


def _load(written: Written, numbers: dict[str, Ssin]) -> Iterator[str]:
    """Do what the file says; yields what that was."""
    for (group, code), names in written.organisations.items():
        before = queries.organisation_with(group, code)
        if before is None or before.names != names:
            actions.register(group, code, names)
        done = "registered" if before is None else "as it was" if before.names == names else "changed"
        yield f"{group.value} {code}: {done}"
    for role in written.roles:
        title = f"{role.person}, {role.organisation[1]}, {role.application or '–'}: {role.role}"
        yield f"{title}: {_set(role, numbers[role.person])}"


def _set(role: WrittenRole, number: Ssin) -> str:
    """Give the role, or take it away."""
    organisation, citizen_id, trace = queries.organisation_with(*role.organisation), meet(number), Trace(actor="system")
    assert organisation is not None  # noqa: S101 - checked before
    if not role.ended:
        given = actions.give_role(citizen_id, organisation.id, role.application, role.role, trace, context=role.context)
        return "given" if given else "as it was"
    ended = [
        actions.end_role(citizen_id, row.id, trace)
        for row in queries.people_of(organisation.id, role.application)
        if (row.citizen_id, row.role, row.context) == (citizen_id, role.role, role.context)
    ]
    return "ended" if any(ended) else "as it was"


def _mistakes_together(written: Written, numbers: dict[str, Ssin]) -> Iterator[str]:
    """What the parts say about each other."""
    for number, role in enumerate(written.roles, 1):
        if role.organisation not in written.organisations and queries.organisation_with(*role.organisation) is None:
            group, code = role.organisation
            yield f"Role {number}: there is no organisation {group.value} {code}, here or loaded before."
    if not written.mistakes:
        for person in dict.fromkeys(role.person for role in written.roles if role.person not in numbers):
            yield f"There is no national number for “{person}”."


def _people(path: Path | None, mistakes: list[str]) -> dict[str, Ssin]:
    """Read who is who; what is wrong comes among the mistakes, without any number. Raises CommandError."""
    numbers: dict[str, Ssin] = {}
    for name, number in _toml(_file(path) if path else _typed(), str(path or "Standard input")).items():
        try:
            numbers[name] = Ssin(number if isinstance(number, str) else "")
        except ValueError as error:
            mistakes.append(f"The number of “{name}”: {error} Write it between quotes.")
    people = any(number.kind != "test" for number in numbers.values())
    if path and people and path.stat().st_mode & 0o077:
        mistakes.append(f"Others than its owner can open {path}: make that impossible first (chmod 600).")
    return numbers


def _file(path: Path) -> str:
    try:
        return path.read_text()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} cannot be read. Nothing was changed.") from error


def _typed() -> str:
    if sys.stdin.isatty():
        sys.stderr.write('Lines name = "national number", then Ctrl-D:\n')
        sys.stderr.flush()
    return sys.stdin.read()


def _toml(text: str, name: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CommandError(f"{name} is not TOML: {error}. Nothing was changed.") from error
