"""`./manage reseal_notices`: after a new root key, seal with it what of notices is under the root key."""

from django.core.management.base import BaseCommand

from burgerprofiel.notices import resealing


class Command(BaseCommand):
    """Seal again in small transactions, while the product runs; safe to stop and run again."""

    help = "Seal what of notices is under the root key with the current one, so the previous one can be destroyed."
    requires_system_checks = ()

    def handle(self, **_options: object) -> None:
        """Go on until nothing is under another root key."""
        done = resealing.reseal()
        self.stdout.write(f"All of it is under the current root key; {done} were not yet.")
