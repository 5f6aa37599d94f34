"""`django notices_post`: the process that takes notices to mail servers, gateways and browsers, until it is stopped."""

from __future__ import annotations

import signal
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from burgerprofiel.kit.post import mail
from burgerprofiel.notices.outbox.post_office import PostOffice

_TURN = 0.001
"""Seconds that a thread works before another may: who hears the server's word notes it soon."""


class Command(BaseCommand):
    """Runs until SIGTERM or SIGINT; what is under way is ended first."""

    help = "Send notices until stopped (docs/operate.md, “Notices”). As many of these as you like may run."

    def handle(self, **_options: Any) -> None:  # noqa: ANN401 - Django's
        """Run."""
        sys.setswitchinterval(_TURN)
        try:
            mail.check()
        except Exception as error:  # a secret that is missing, or holds no key: both say so in a sentence
            raise CommandError(f"Letters cannot be signed: {error}") from error
        office = PostOffice()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: office.close())
        office.run()
