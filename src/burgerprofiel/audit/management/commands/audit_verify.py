"""`./manage audit_verify`: whether anybody changed the trail behind its back."""

from __future__ import annotations

import sys
from itertools import chain
from uuid import UUID

from django.core.management.base import BaseCommand, CommandParser

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
        tally, keeper = Tally(), store()
        kept_until = keeper.last_number()
        with snapshot():
            only = None if citizen is None else inspect_anchors.anchors_with(citizen)
            anchors = inspect_anchors.findings(tally, keeper, kept_until, only)
            wrong = 0
            for sentence in chain(inspect_chains.findings(tally, citizen), anchors):
                wrong += 1
                self.stdout.write(sentence)
            if remark := inspect_anchors.late():
                self.stdout.write(remark)
        checked = f"Checked: {tally.citizens} chains with {tally.events} events, and {tally.anchors} anchors."
        if wrong:
            self.stdout.write(f"The trail was tampered with; findings: {wrong}. {checked}")
            sys.exit(1)
        self.stdout.write(f"The trail is whole. {checked}")
