"""The other registries whose messages stand in the citizen's list: list them, and try each for real."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from burgerprofiel.mailbox.federation.check import findings, provider_line
from burgerprofiel.mailbox.federation.configuration import Federation, Peer, RegistryError, configured
from burgerprofiel.mailbox.federation.directory import DirectoryError, Provider, fetch


class Command(BaseCommand):
    """`./manage mailbox_registries`."""

    help = "Lists the other registries that are read (MBP_REGISTRIES, see docs/connect-a-registry.md)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Name the arguments."""
        parser.add_argument("--check", action="store_true", help="ask each registry, and say what does not fit")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002, ANN401 - Django's signature
        """Run."""
        try:
            federation = configured()
        except RegistryError as error:
            raise CommandError(str(error)) from error
        if not federation.registry:
            self.stdout.write("Our own registry alone: MBP_REGISTRIES names no file with others.")
        providers = self._directory(federation) if options["check"] else {}
        wrong = 0
        for peer in federation.registry:
            self.stdout.write(f"{peer.id}: {peer.name.en}, {peer.url} ({peer.version}), tokens for {peer.audience}")
            self.stdout.write(f"  {peer.connect:g} s to connect, {peer.budget:g} s in all")
            if options["check"]:
                wrong += self._tell(peer, federation, providers)
        if wrong:
            raise CommandError("Not every registry can be used as it stands.")

    def _directory(self, federation: Federation) -> dict[str, Provider]:
        if not federation.directory:
            return {}
        try:
            return {each.id: each for each in fetch(federation.directory)}
        except DirectoryError as error:
            raise CommandError(str(error)) from error

    def _tell(self, peer: Peer, federation: Federation, providers: dict[str, Provider]) -> int:
        """Write about one registry; return how much is wrong."""
        if federation.directory:
            self.stdout.write(f"  the federation: {provider_line(providers.get(peer.provider_id or peer.id))}")
        found = findings(peer)
        for finding in found:
            self.stdout.write(f"  WRONG: {finding}")
        if not found:
            self.stdout.write("  all right")
        return len(found)
