"""Ask everything behind the seal whether it would work, and until when."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from burgerprofiel.certificates.seal import checking


class Command(BaseCommand):
    """`./manage seal_check`."""

    help = (
        "Checks the keys, roots and services behind the seal, and seals an empty page; fails when something is wrong."
    )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002, ANN401 - Django's signature
        """Run."""
        wrong = 0
        for finding in checking.findings():
            self.stdout.write(f"{'   ' if finding.good else '!! '}{finding.sentence}")
            wrong += not finding.good
        if wrong:
            raise CommandError(f"{wrong} to look at: see “The seal” in docs/operate.md.")
