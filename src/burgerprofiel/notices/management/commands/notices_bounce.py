"""`./manage notices_bounce < message`: a mail server on this machine pipes reports in, one at a time."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from burgerprofiel.audit.events import Trace
from burgerprofiel.notices.bounces import actions, reading


class Command(BaseCommand):
    """Takes in one report; what is none, or not about a letter of ours, changes nothing."""

    help = "Take in a bounce or a complaint from standard input (docs/operate.md, “Notices”)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the arguments."""
        parser.add_argument("--to", default="", help="the address to which it came, as the mail server knows it")

    def handle(self, **options: Any) -> None:  # noqa: ANN401 - Django's
        """Take it in."""
        raw = sys.stdin.buffer.read(reading.LARGEST + 1)
        done = actions.take(raw, Trace(actor="system", client_id="mail"), options["to"])
        self.stdout.write(done.value)
