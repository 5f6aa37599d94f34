"""Ask the virus scanner whether it is there, knows a virus when it sees one, and takes files as large as we let in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Max

from burgerprofiel.kit.scanning import RefusedFileError, ScannerDownError, scanner
from burgerprofiel.mailbox.models import MessageType

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
"""What every scanner takes for a virus and is none (eicar.org); in two parts, so that no scanner stops at this file."""


class Command(BaseCommand):
    """`./manage mailbox_scanner`."""

    help = "Checks that the virus scanner of MBP_SCANNER answers, refuses the EICAR test file and takes large files."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002, ANN401 - Django's signature
        """Run."""
        address = settings.CONFIG.scanner
        if address in ("", scanner.NONE):
            raise CommandError("No scanner looks at files: MBP_SCANNER names none.")
        try:
            self.stdout.write(f"It answers: {scanner.asked(address, scanner.command('VERSION'), 5)}")
            self._try()
        except ScannerDownError as error:
            raise CommandError(f"The scanner at {address} does not answer: nothing can be published.") from error
        self.stdout.write("It refuses the EICAR test file and takes the largest files that a type of message allows.")

    def _try(self) -> None:
        largest = MessageType.objects.aggregate(most=Max("max_octets"))["most"] or 25_000_000
        try:
            scanner.scan(b"harmless")
            scanner.scan(bytes(largest))
        except RefusedFileError as error:
            told = f"{error} Raise StreamMaxLength in clamd.conf to {largest} bytes or more."
            raise CommandError(told if error.code == "TOO_LARGE" else f"It refuses a harmless file: {error}") from error
        try:
            scanner.scan(EICAR)
        except RefusedFileError:
            return
        raise CommandError("It lets the EICAR test file through: are its signatures loaded?")
