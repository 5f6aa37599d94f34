"""Write down what a judge or a register says about somebody's keys, or take it away again (A3, A6).

The national number is read from standard input, for a command line ends up in histories and logs.
"""

import argparse
import sys
from datetime import date
from typing import Any

import httpx
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from burgerprofiel.access.restrictions import Restricted, lift, restrict
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.http import client
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.people.actions import meet


class Command(BaseCommand):
    """`./manage access_restrict KIND [--lift] [--since DATE] [--demo NAME]`."""

    help = (
        "Restricts a person's keys: no_eid_sign_in and no_signing (administration order), deceased, locked. "
        "Reads the national number from standard input."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Name the arguments."""
        parser.add_argument("kind", choices=[kind.value for kind in Restricted])
        parser.add_argument("--lift", action="store_true", help="end the restriction")
        parser.add_argument("--since", type=date.fromisoformat, help="its first day, as 2026-01-31 (default: today)")
        parser.add_argument("--demo", metavar="NAME", help="somebody of the running demo, by the name on their card")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002, ANN401 - Django's signature
        """Run; the answer names nobody."""
        number = _of_the_demo(options["demo"]) if options["demo"] else _typed()
        kind, trace = Restricted(options["kind"]), Trace(actor="system")
        if options["lift"]:
            done = lift(meet(number), kind, trace)
            self.stdout.write("Lifted." if done else "There was nothing to lift.")
        else:
            done = restrict(meet(number), kind, trace, options["since"])
            self.stdout.write("Restricted." if done else "It was so already.")


def _typed() -> Ssin:
    if sys.stdin.isatty():
        sys.stderr.write("National number: ")
        sys.stderr.flush()
    try:
        return Ssin(sys.stdin.readline().strip())
    except ValueError as error:
        raise CommandError(f"{error} Give it on standard input.") from error


def _of_the_demo(name: str) -> Ssin:
    """Ask the demo's card reader whose card this is."""
    if not settings.CONFIG.demo:
        raise CommandError("People are known by name in the demo only; give the number on standard input.")
    address = f"http://kaartlezer.localhost:{settings.CONFIG.simulators_port}/kaarten"
    try:
        with client(2) as http:
            cards = http.post(address, json={"text": name}).json()["cards"]
    except (httpx.HTTPError, ValueError, KeyError) as error:
        raise CommandError("The demo's card reader does not answer; is ./run on?") from error
    numbers = {str(card["number"]) for card in cards}
    if len(numbers) != 1:
        raise CommandError(f"{len(numbers)} people have a card with that name; be more exact.")
    return Ssin(numbers.pop())
