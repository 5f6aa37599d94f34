"""Close the mailbox of somebody who died, or open it again when that was a mistake (C11).

For a report of a box that is still open. Who also may not sign in any more: `access_restrict deceased`, which closes
the box too. The national number is read from standard input, for a command line ends up in histories and logs.
"""

import argparse
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox.life import death
from burgerprofiel.people.actions import meet


class Command(BaseCommand):
    """`./manage mailbox_close [--reopen]`."""

    help = "Closes the mailbox of somebody who died. Reads the national number from standard input."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Name the arguments."""
        parser.add_argument("--reopen", action="store_true", help="it was a mistake: the box is as it was")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002, ANN401 - Django's signature
        """Run; the answer names nobody."""
        citizen_id, trace = meet(_typed()), Trace(actor="system")
        if options["reopen"]:
            done = death.reopen(citizen_id, trace)
            self.stdout.write("Opened again." if done else "It was not closed.")
        else:
            done = death.close(citizen_id, trace)
            self.stdout.write("Closed." if done else "It was closed already.")


def _typed() -> Ssin:
    if sys.stdin.isatty():
        sys.stderr.write("National number: ")
        sys.stderr.flush()
    try:
        return Ssin(sys.stdin.readline().strip())
    except ValueError as error:
        raise CommandError(f"{error} Give it on standard input.") from error
