"""`./manage magda_coverage DIR`: which parts of real MAGDA answers we show, leave out on purpose, or do not know."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from burgerprofiel.sources.connectors.magda import coverage


class Command(BaseCommand):
    """Parse every answer below a folder and print per service what became of it."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder, in the layout of MAGDA-Mock; `--paths` lists every path that is not shown."""
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--paths", action="store_true", help="list the paths left out (with the reason) and unknown"
        )

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Print the table; the exit code is 1 when something failed or is unknown."""
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        found = coverage.cover(folder)
        self.stdout.write(f"{'service':34}{'files':>7}{'failures':>10}{'shown':>8}{'left out':>10}{'unknown':>9}")
        for name, covered in found.items():
            self._row(name, covered)
            self._details(name, covered, listed=options["paths"])
        total = _total(found.values())
        self._row("all services", total)
        if total.files == 0:
            raise CommandError(f"No answers of our services below {folder}.")
        if total.failures or total.unknown:
            raise CommandError(f"{len(total.failures)} failures, {len(total.unknown)} unknown paths.")

    def _row(self, name: str, covered: coverage.Covered) -> None:
        numbers = (len(covered.failures), len(covered.shown), len(covered.left_out), len(covered.unknown))
        failures, shown, left_out, unknown = numbers
        self.stdout.write(f"{name:34}{covered.files:>7}{failures:>10}{shown:>8}{left_out:>10}{unknown:>9}")

    def _details(self, name: str, covered: coverage.Covered, *, listed: bool) -> None:
        for failure in covered.failures:
            self.stdout.write(f"    failed: {failure}")
        for path in sorted(covered.unknown):
            self.stdout.write(f"    unknown: {path}")
        if listed:
            for path, why in coverage.reasons(name, covered.left_out):
                self.stdout.write(f"    left out: {path} - {why}")


def _total(every: Iterable[coverage.Covered]) -> coverage.Covered:
    """Add up the findings of all services."""
    total = coverage.Covered()
    for index, covered in enumerate(every):
        total.files += covered.files
        total.failures += covered.failures
        for kind in ("shown", "left_out", "unknown"):
            getattr(total, kind).update(f"{index}:{path}" for path in getattr(covered, kind))
    return total
