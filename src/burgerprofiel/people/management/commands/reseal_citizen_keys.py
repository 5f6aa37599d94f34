"""`./manage reseal_citizen_keys`: after a new root key, seal every citizen's key with it (docs/decisions/0001)."""

from django.core.management.base import BaseCommand

from burgerprofiel.people import actions


class Command(BaseCommand):
    """Seal again in small transactions, while the product runs; safe to stop and run again."""

    help = "Seal all citizens' keys with the current root key, so that the previous one can be destroyed."
    requires_system_checks = ()

    def handle(self, **_options: object) -> None:
        """Go on until no key is under another root key."""
        done = 0
        while resealed := actions.reseal():
            done += resealed
        self.stdout.write(f"Every citizen's key is under the current root key; {done} were not yet.")
