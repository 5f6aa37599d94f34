"""`./manage notices_outbox`: what waits to go out, per channel, and who sends."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from burgerprofiel.notices.outbox import pressure


class Command(BaseCommand):
    """Prints a line per channel and sort."""

    help = "Show which notices wait to go out, for how long, and how many processes send."

    def handle(self, **_options: Any) -> None:  # noqa: ANN401 - Django's
        """Print them."""
        _late, postmen = pressure.oldest()
        self.stdout.write(f"{postmen} process(es) send.")
        row = "{:8}{:14}{:>10}{:>10}{:>10}{:>10}{:>12}".format
        self.stdout.write(row("channel", "sort", "waiting", "due", "under way", "put off", "oldest"))
        for each in pressure.lines():
            oldest = f"{int(each.oldest.total_seconds())} s" if each.oldest else ""
            counts = (each.waiting, each.due, each.under_way, each.put_off)
            self.stdout.write(row(each.channel, each.sort, *counts, oldest))
        if said := pressure.word():
            self.stdout.write(self.style.WARNING(said))
