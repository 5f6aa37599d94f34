"""`./manage reseal_feedback`: after a new root key, seal with it what of feedback is under the root key."""

from django.core.management.base import BaseCommand

from burgerprofiel.feedback import resealing


class Command(BaseCommand):
    """Seal again in small transactions, while the product runs; safe to stop and run again."""

    help = "Seal what is under the root key of feedback with the current one, so the previous one can be destroyed."
    requires_system_checks = ()

    def handle(self, **_options: object) -> None:
        """Go on until nothing is under another root key."""
        done = resealing.reseal()
        self.stdout.write(f"All of the feedback is under the current root key; {done} were not yet.")
