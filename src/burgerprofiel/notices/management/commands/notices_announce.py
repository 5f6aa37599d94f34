"""`./manage notices_announce FILE.toml`: tell everybody, or those on a list, the same. Safe to run again."""

from __future__ import annotations

import sys
import tomllib
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.notices.announcements import actions, draft
from burgerprofiel.notices.models import Announcement
from burgerprofiel.people import queries as people

_TRACE = Trace(actor="operator", client_id="manage")
_SIDE_BY_SIDE = 2


class Command(BaseCommand):
    """Makes the announcement and tells it, a line for every ten thousand."""

    help = "Announce the words of a TOML file to everybody we know, or to a list (docs/operate.md, “Notices”)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the arguments."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--list", action="store_true", help="only to the national numbers on standard input")
        parser.add_argument("--dry-run", action="store_true", help="only say what it says, and to how many")

    def handle(self, **options: Any) -> None:  # noqa: ANN401 - Django's
        """Run."""
        try:
            said = draft.read(tomllib.loads(options["file"].read_text()))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, draft.NotADraftError) as error:
            raise CommandError(f"{options['file']}: {error} Nothing was announced.") from error
        whom = self._listed(sys.stdin) if options["list"] else people.everybody()
        if options["dry_run"]:
            for code, title in said.words["title"].items():
                self.stdout.write(f"{code}: {title}\n    {said.words['text'][code]}")
            self.stdout.write(f"To {sum(1 for _each in whom)} citizens. Nothing was announced.")
            return
        self._tell(self._made(said, whom))

    def _listed(self, lines: Iterable[str]) -> Iterator[CitizenId]:
        """Return whom we know of these; numbers that are none are told by their line, never by what stands there."""
        wanted, wrong = list[Ssin](), list[int]()
        for number, line in enumerate(lines, 1):
            try:
                if line.strip():
                    wanted.append(Ssin(line.strip()))
            except ValueError:
                wrong.append(number)
        if wrong:
            told = ", ".join(map(str, wrong[:20]))
            raise CommandError(f"No national number on line {told}. Nothing was announced.")
        found = people.citizens_with(wanted)
        if strangers := len(set(wanted)) - len(found):
            self.stdout.write(f"{strangers} of the list are not known here: they are not told.")
        return iter(found.values())

    def _made(self, said: draft.Draft, whom: Iterable[CitizenId]) -> UUID:
        try:
            return actions.make(said, whom, _TRACE)
        except actions.MadeBeforeError:
            self.stdout.write("It was announced before: what is left of it goes on.")
            return UUID(str(Announcement.objects.values_list("id", flat=True).get(reference=said.reference)))

    def _tell(self, announcement_id: UUID) -> None:
        told = tell_all(announcement_id)
        self.stdout.write(f"{told} citizens have it. E-mail goes when each wants it: ./manage notices_outbox shows it.")


def tell_all(announcement_id: UUID) -> int:
    """Tell all stretches, some side by side; return how many people that were."""
    with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
        return sum(pool.map(tell_left, [announcement_id] * _SIDE_BY_SIDE))


def tell_left(announcement_id: UUID) -> int:
    """Tell stretch after stretch that nobody tells, in this thread."""
    told = 0
    try:
        while (some := actions.tell_next(announcement_id)) is not None:
            told += some
    finally:
        let_go()
    return told
