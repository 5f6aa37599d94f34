"""Import the average energy scores of municipalities, provinces and Flanders from a CSV file of open data."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from burgerprofiel.sources import averages


class Command(BaseCommand):
    """`./manage import_epc_averages FILE.csv`: replaces all averages, or says what is wrong."""

    help = "Replace the average energy scores by those in FILE.csv (all or nothing)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path, help=f"CSV in UTF-8 with the columns {', '.join(averages.COLUMNS)}")

    def handle(self, *_args: Any, file: Path, **_options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Import."""
        try:
            count = averages.import_file(file)
        except averages.BadAveragesError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} averages imported.")
