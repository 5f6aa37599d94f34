"""Make the next signing key now, for instance when the present one may be known to others."""

from typing import Any

from django.core.management.base import BaseCommand

from burgerprofiel.access.provider import keys


class Command(BaseCommand):
    """`./manage rotate_keys`."""

    help = (
        "Publishes a new signing key, which signs from tomorrow; the old one stays readable until its tokens are over."
    )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002, ANN401 - Django's signature
        """Run."""
        self.stdout.write(f"The new keys are {keys.rotate(force=True)}.")
