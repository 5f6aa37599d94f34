"""`./manage reseal_mailbox`: after a new root key, seal with it what the mailbox keeps under the root key."""

from django.core.management.base import BaseCommand

from burgerprofiel.mailbox import resealing


class Command(BaseCommand):
    """Seal again in small transactions, while the product runs; safe to stop and run again."""

    help = "Seal organisations' and shared mail with the current root key, so that the previous one can be destroyed."
    requires_system_checks = ()

    def handle(self, **_options: object) -> None:
        """Go on until nothing is under another root key."""
        done = resealing.reseal()
        self.stdout.write(f"All of the mailbox is under the current root key; {done} were not yet.")
