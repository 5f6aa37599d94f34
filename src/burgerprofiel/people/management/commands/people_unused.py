"""`./manage people_unused`: tell who did not sign in for 23 months, remove profiles after 24 (E3)."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from burgerprofiel.kit import clock
from burgerprofiel.people.profile import unused


class Command(BaseCommand):
    """With --dry-run: say what would be done, and change nothing."""

    help = (
        "Tell citizens who did not sign in for 23 months, remove the profile of those told after 24, "
        "and of who died after three."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --dry-run."""
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")

    def handle(self, *, dry_run: bool, **_options: object) -> None:
        """Do a whole round, or count one."""
        today = clock.today()
        done = unused.count() if dry_run else unused.go_round()
        told, removed = ("would be told", "would be removed") if dry_run else ("were told", "were removed")
        seen = unused.months_before(today, unused.TOLD_AFTER)
        gone = unused.months_before(today, unused.REMOVED_AFTER)
        self.stdout.write(f"{done.told} citizens {told}: last signed in on {seen} or before.")
        self.stdout.write(
            f"{done.removed} profiles {removed}: last signed in on {gone} or before, and told a month ago."
        )
        died = unused.months_before(today, unused.AFTER_DEATH)
        self.stdout.write(f"{done.died} profiles {removed}: we heard on {died} or before that their citizen died.")
        if done.failed:
            self.stdout.write(f"{done.failed} were left for the next round; the log says why.")
