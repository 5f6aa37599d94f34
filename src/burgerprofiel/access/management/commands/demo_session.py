"""Print the cookie of a signed-in session of a demo person, for tests, benchmarks and screenshots. Only in the demo."""

import argparse
from typing import Any

import httpx
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from burgerprofiel.access import actions
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.viewer import Proof
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.http import client
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.ssin import Ssin


class Command(BaseCommand):
    """`./manage demo_session SSIN [--key eid]`."""

    help = "Prints the cookie, as name=value, of a signed-in session of a demo person. Refuses outside the demo."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Name the arguments."""
        parser.add_argument("ssin", help="the person's national number")
        parser.add_argument("--key", default="eid", choices=[key.name for key in Key])
        parser.add_argument("--given", default="", help="given name, for the greeting (default: as on the card)")
        parser.add_argument("--family", default="", help="family name")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002, ANN401 - Django's signature
        """Run."""
        if not settings.CONFIG.demo:
            raise CommandError("This command makes a session without a key, so it works in the demo only.")
        try:
            number = Ssin(options["ssin"])
        except ValueError as error:
            raise CommandError(str(error)) from error
        given, family = options["given"], options["family"]
        if not (given or family):
            given, family = _name_on_card(number)
        who = Identity(given, family, number.digits)
        proof = Proof(Key[options["key"]], clock.now())
        cookie = actions.open_session(who, [proof], "demo_session", "", Trace(actor="demo", client_id="portal"))
        self.stdout.write(f"{settings.SESSION_COOKIE}={cookie.text}")


def _name_on_card(number: Ssin) -> tuple[str, str]:
    """Ask the demo's card reader whose number this is; a name is nice to have, so no answer is no error."""
    address = f"http://kaartlezer.localhost:{settings.CONFIG.simulators_port}/kaarten"
    try:
        with client(2) as http:
            found = http.post(address, json={"text": number.formatted}).json()["cards"]
    except (httpx.HTTPError, ValueError, KeyError):
        return "", ""
    given, _space, family = str(found[0]["name"]).partition(" ") if found else ("", "", "")
    return given, family
