"""Django's own command line, which calls itself `./manage`, as people do who type it."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from django.core.management import ManagementUtility
from django.core.management.base import BaseCommand, CommandParser

NAME = "./manage"


class Line(ManagementUtility):
    """The command line, under our name in usage and in advice."""

    def __init__(self, arguments: Sequence[str]) -> None:
        """Take the command and its arguments."""
        super().__init__([NAME, *arguments])
        self.prog_name = NAME

    def fetch_command(self, subcommand: str) -> BaseCommand:
        """Return the command; its usage begins with our name."""
        command = super().fetch_command(subcommand)
        make = command.create_parser

        def create_parser(prog_name: str, name: str, **options: object) -> CommandParser:
            parser = make(prog_name, name, **options)
            parser.prog = f"{NAME} {name}"
            return parser

        command.create_parser = create_parser  # type: ignore[method-assign, assignment]  # its only hook
        return command


if __name__ == "__main__":
    Line(sys.argv[1:]).execute()
