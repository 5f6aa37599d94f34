"""Say of every feed of dossiers how far it was read and whether it answers; `--poll` reads on now."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from burgerprofiel.dossiers.connectors.feed import http, polling
from burgerprofiel.dossiers.models import Source


class Command(BaseCommand):
    """`./manage dossiers_feeds [--poll]`."""

    help = "Asks every change feed of dossiers whether it answers as it should; with --poll reads what changed."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Name the argument."""
        parser.add_argument("--poll", action="store_true", help="read what changed, also where a feed rests")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002, ANN401 - Django's signature
        """Run. Fails when a feed does not answer as it should."""
        wrong = 0
        for row in Source.objects.filter(active=True).exclude(poll_url="").order_by("uri"):
            trouble = http.check_config(row.poll_url, row.poll_index)
            wrong += bool(trouble)
            fresh = f", {polling.poll(row.uri)} new" if options["poll"] and not trouble else ""
            said = " ".join(trouble) or "all is well"
            self.stdout.write(f"{row.uri} ({row.poll_url}), from change {row.poll_index} on: {said}{fresh}")
        if wrong:
            raise CommandError(f"{wrong} feeds do not answer as they should.")
