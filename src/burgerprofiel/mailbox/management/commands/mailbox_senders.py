"""Load who may send what from a file: all of it or nothing. Safe to run again."""

import argparse
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation

from burgerprofiel.mailbox.senders.file import load, read


class Command(BaseCommand):
    """`./manage mailbox_senders FILE.toml [--check]`."""

    help = (
        "Loads [[organisation]], [[application]], [[message_type]], [[right]] and [[client]] tables: who may send "
        "which messages to which boxes (docs/operate.md)."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Name the arguments."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="only say whether the file is right")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002, ANN401 - Django's signature
        """Run."""
        with translation.override("en"):  # as every sentence on the command line
            written = read(_content(options["file"]), options["file"].parent)
        if written.mistakes:
            raise CommandError("\n".join([*written.mistakes, "Nothing was changed."]))
        say: Callable[[str], object] = self.stdout.write if options["verbosity"] else str
        if options["check"]:
            many = len(written.things) + len(written.rights) + len(written.clients)
            say(f"{many} organisations, applications, types, rights and clients, all right. Nothing was changed.")
            return
        with transaction.atomic():
            for line in load(written):
                say(line)


def _content(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CommandError(f"{path} cannot be read as TOML: {error}. Nothing was changed.") from error
