"""`./manage address_check STREET NUMBER WHERE`: ask the address register as a page does, and say what it answers."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from burgerprofiel.people.addresses import search
from burgerprofiel.people.addresses.source import UnavailableError


class Command(BaseCommand):
    """Ends with an error when no register is configured, or when it does not answer."""

    help = "Ask the address register (MBP_ADDRESS_URL) for an address, and print what it knows."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the parts of an address."""
        parser.add_argument("street", nargs="?", default="Veldstraat")
        parser.add_argument("number", nargs="?", default="12")
        parser.add_argument("where", nargs="?", default="9000 Gent", help="a postcode, a municipality, or both")

    def handle(self, *, street: str, number: str, where: str, **_options: object) -> None:
        """Ask once."""
        register = search.register()
        if register is None:
            raise CommandError("No address register is configured (MBP_ADDRESS_URL): addresses are kept as typed.")
        try:
            found = register.find(search.question(street, number, "", where))
        except UnavailableError as error:
            raise CommandError(f"The address register does not answer usably: {error}.") from error
        for each in found:
            self.stdout.write(f"{', '.join(each.lines)} (NIS {each.nis}, {each.register_id})")
        self.stdout.write(f"{len(found)} addresses found.")
