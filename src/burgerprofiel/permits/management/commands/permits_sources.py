"""Load which systems of bodies tell of permits from a file: all of it or nothing. Safe to run again."""

import argparse
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from burgerprofiel.permits.sources.file import load, read


class Command(BaseCommand):
    """`./manage permits_sources FILE.toml [--check]`."""

    help = "Loads [[source]] tables: which systems tell of permits, and who speaks for them (docs/operate.md)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Name the arguments."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="only say whether the file is right")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002, ANN401 - Django's signature
        """Run."""
        try:
            tables, mistakes = read(tomllib.loads(options["file"].read_text()))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise CommandError(f"{options['file']} cannot be read as TOML: {error}. Nothing was changed.") from error
        if mistakes:
            raise CommandError("\n".join([*mistakes, "Nothing was changed."]))
        say: Callable[[str], object] = self.stdout.write if options["verbosity"] else str
        if options["check"]:
            say(f"{len(tables)} sources, all right. Nothing was changed.")
            return
        with transaction.atomic():
            for line in load(tables):
                say(line)
