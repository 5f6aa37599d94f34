"""`./manage audit_verify`: whether anybody changed the trail behind its back."""

from __future__ import annotations

import sys
from itertools import chain
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import ProgrammingError

from burgerprofiel.audit import inspect_anchors, inspect_chains
from burgerprofiel.audit.anchor_stores import store
from burgerprofiel.audit.inspection import Tally, snapshot


class Command(BaseCommand):
    """Name what was removed, altered or put elsewhere in chains and anchors; end with 1 when anything was."""

    help = "Check the audit trail: every chain against its head and the anchors, every anchor against its kept copy."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take one citizen, or all."""
        parser.add_argument("--citizen", type=UUID, help="only this citizen's chain and the anchors that hold it")

    def handle(self, *, citizen: UUID | None = None, **_options: object) -> None:
        """Print a sentence per finding, then how much was checked."""
        tally = Tally()
        try:
            wrong = self._report(tally, citizen)
        except ProgrammingError as error:
            raise CommandError("The database has no trail: start the product once, or run ./manage migrate.") from error
        checked = f"Checked: {tally.citizens} chains with {tally.events} events, and {tally.anchors} anchors."
        if wrong:
            self.stdout.write(f"The trail was tampered with; findings: {wrong}. {checked}")
            sys.exit(1)
        self.stdout.write(f"The trail is whole. {checked}")

    def _report(self, tally: Tally, citizen: UUID | None) -> int:
        """Print a sentence per finding; returns how many there were."""
        keeper, wrong = store(), 0
        kept_until = keeper.last_number()
        with snapshot():
            only = None if citizen is None else inspect_anchors.anchors_with(citizen)
            anchors = inspect_anchors.findings(tally, keeper, kept_until, only)
            for wrong, sentence in enumerate(chain(inspect_chains.findings(tally, citizen), anchors), 1):  # noqa: B007 - counted
                self.stdout.write(sentence)
            if remark := inspect_anchors.late():
                self.stdout.write(remark)
        return wrong
