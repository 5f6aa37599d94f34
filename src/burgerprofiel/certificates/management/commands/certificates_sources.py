"""The registers whose certificates stand in the citizen's list: list them, and try each for real."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from burgerprofiel.certificates.fetched.check import findings
from burgerprofiel.certificates.fetched.configuration import Source, SourceError, configured


class Command(BaseCommand):
    """`./manage certificates_sources`."""

    help = (
        "Lists the registers that are asked for certificates (MBP_CERTIFICATE_SOURCES, see docs/connect-a-source.md)."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Name the arguments."""
        parser.add_argument("--check", action="store_true", help="ask each source, and say what does not fit")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002, ANN401 - Django's signature
        """Run."""
        try:
            sources = configured()
        except SourceError as error:
            raise CommandError(str(error)) from error
        if not sources:
            self.stdout.write("Nobody: MBP_CERTIFICATE_SOURCES names no file with sources.")
        wrong = 0
        for source in sources:
            self.stdout.write(f"{source.id}: {source.name.en}, {source.url}, theme {source.theme}, {source.budget:g} s")
            if options["check"]:
                wrong += self._tell(source)
        if wrong:
            raise CommandError("Not every source can be used as it stands.")

    def _tell(self, source: Source) -> int:
        """Write about one source; return how much is wrong."""
        found = findings(source)
        for finding in found:
            self.stdout.write(f"  WRONG: {finding}")
        if not found:
            self.stdout.write("  all right")
        return len(found)
