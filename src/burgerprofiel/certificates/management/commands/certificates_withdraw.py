"""Withdraw a certificate by its code: from then on whoever verifies it reads so, and its citizen is told (D5)."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from burgerprofiel.audit.events import Trace
from burgerprofiel.certificates import codes
from burgerprofiel.certificates.issuing import withdrawing
from burgerprofiel.certificates.models.certificates import Why


class Command(BaseCommand):
    """`./manage certificates_withdraw CODE mistake|replaced|unlawful|compromised`."""

    help = "Withdraws the certificate with this code; the verify page says so at once, with the reason in a word."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Name the arguments."""
        parser.add_argument(
            "code", help="as it stands on the certificate; spaces, dashes and small letters do not matter"
        )
        parser.add_argument("why", choices=Why.values, help="all that anybody hears of the reason")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002, ANN401 - Django's signature
        """Run; the answer names nobody."""
        try:
            done = withdrawing.withdraw(codes.read(options["code"]), Why(options["why"]), Trace(actor="system"))
        except codes.NoCodeError as error:
            raise CommandError("This is no code of a certificate: look for a slip.") from error
        except withdrawing.NoSuchCertificateError as error:
            raise CommandError("No certificate was issued with this code.") from error
        self.stdout.write("Withdrawn." if done else "It was withdrawn already.")
