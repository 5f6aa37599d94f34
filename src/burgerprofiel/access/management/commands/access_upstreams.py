"""The providers whose word counts as a key: list them, try each for real, make our own keys towards them."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from burgerprofiel.access.upstream import configuration, own_keys
from burgerprofiel.access.upstream.check import findings
from burgerprofiel.access.upstream.configuration import UpstreamError
from burgerprofiel.access.upstream.question import redirect_uri


class Command(BaseCommand):
    """`./manage access_upstreams`."""

    help = "Lists the other providers whose word counts as a key (MBP_UPSTREAMS, see docs/operate.md)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Name the arguments."""
        parser.add_argument("--check", action="store_true", help="ask each provider, and say what does not fit")
        parser.add_argument("--make-keys", action="store_true", help="make our keys that are not there yet")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002, ANN401 - Django's signature
        """Run."""
        try:
            configured = configuration.configured()
            if options["make_keys"]:
                made = own_keys.make()
                self._say(options, f"Made: {', '.join(made)}." if made else "The keys are there already.")
                return
            wrong = [self._tell(each, check=options["check"]) for each in configured]
        except UpstreamError as error:
            raise CommandError(str(error)) from error
        if any(wrong):
            raise CommandError("Not every provider can be used as it stands.")

    def _tell(self, upstream: configuration.Upstream, *, check: bool) -> int:
        """Write about one provider; return how much is wrong."""
        keys = ", ".join(f"{key.name} ({key.level})" for key in upstream.keys)
        alone = "; the only key" if upstream.only else ""
        self.stdout.write(f"{upstream.name}: {upstream.issuer}, keys: {keys}{alone}")
        self.stdout.write(f"  answers come to {redirect_uri(upstream)}")
        found = findings(upstream) if check else []
        for finding in found:
            self.stdout.write(f"  WRONG: {finding}")
        if check and not found:
            self.stdout.write("  all right")
        return len(found)

    def _say(self, options: dict[str, Any], text: str) -> None:
        if options["verbosity"]:
            self.stdout.write(text)
