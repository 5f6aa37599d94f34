"""Print the cookie of a signed-in session of a demo person, for tests, benchmarks and screenshots. Only in the demo."""

import argparse
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from burgerprofiel.access import actions
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.viewer import Proof
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.ssin import Ssin


class Command(BaseCommand):
    """`./manage demo_session SSIN [--key eid]`."""

    help = "Prints the cookie, as name=value, of a signed-in session of a demo person. Refuses outside the demo."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Name the arguments."""
        parser.add_argument("ssin", help="the person's national number")
        parser.add_argument("--key", default="eid", choices=[key.name for key in Key])
        parser.add_argument("--given", default="", help="given name, for the greeting")
        parser.add_argument("--family", default="", help="family name")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002, ANN401 - Django's signature
        """Run."""
        if not settings.CONFIG.demo:
            raise CommandError("This command makes a session without a key, so it works in the demo only.")
        try:
            number = Ssin(options["ssin"])
        except ValueError as error:
            raise CommandError(str(error)) from error
        who = Identity(options["given"], options["family"], number.digits)
        proof = Proof(Key[options["key"]], clock.now())
        cookie = actions.open_session(who, [proof], "demo_session", "", Trace(actor="demo", client_id="portal"))
        self.stdout.write(f"{settings.SESSION_COOKIE}={cookie.text}")
