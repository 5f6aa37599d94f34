"""Find mailboxes into which nobody looks although mail lies unread there, and tell their owners (C16)."""

import argparse
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from burgerprofiel.mailbox.life import dormant


class Command(BaseCommand):
    """`./manage mailbox_dormant [--days N] [--dry-run]`."""

    help = "Marks mailboxes as dormant and tells their owners; the worker does so every day. Safe to run twice."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Name the arguments."""
        parser.add_argument("--days", type=int, default=settings.CONFIG.dormant_days, help="how long nobody looked")
        parser.add_argument("--dry-run", action="store_true", help="only say how many there are")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002, ANN401 - Django's signature
        """Run; the answer names nobody."""
        after = timedelta(days=options["days"])
        found = dormant.asleep(after).count() if options["dry_run"] else dormant.find(after)
        self.stdout.write(f"{found} would become dormant." if options["dry_run"] else f"{found} became dormant.")
