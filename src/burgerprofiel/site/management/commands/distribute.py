"""`./manage distribute`: spread the tables over the machines of a Citus cluster, or say how that would be done."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error, connection

from burgerprofiel.site.distribution import Way, before, places

_SPREAD = "SELECT count(*) FROM pg_dist_partition WHERE logicalrelid = %s::regclass"
_TRIGGERS = "SET citus.enable_unsafe_triggers TO on"
"""The trail refuses changes by a trigger; Citus wants to hear that it may be put on every shard."""


class Command(BaseCommand):
    """Safe to run again: what is spread already is left alone."""

    help = "Spread the tables over a Citus cluster: each owner's rows together on one machine (docs/operate.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --dry-run."""
        parser.add_argument("--dry-run", action="store_true", help="print the statements and change nothing")

    def handle(self, **options: Any) -> None:  # noqa: ANN401 - Django's
        """Do it, a table at a time: each statement is a transaction of Citus' own."""
        if options["dry_run"]:
            for statement in before():
                self.stdout.write(f"{statement};")
            for each in places():
                told = each.statement() or f"-- {each.table} stays on the first machine"
                self.stdout.write(told + (";" if each.statement() else ""))
            return
        self._check()
        for statement in before():
            self._run(statement)
        for each in places():
            if each.way is not Way.ONE and not self._is_spread(each.table):
                self._run(each.statement())
                self.stdout.write(f"{each.table}: {each.way.value}")

    def _check(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'citus'")
            if cursor.fetchone() is None:
                raise CommandError(
                    "This database has no Citus. Nothing was changed; --dry-run prints what would be done. "
                    "See docs/operate.md, “More than one database machine”."
                )
            cursor.execute(_TRIGGERS)

    def _is_spread(self, table: str) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(_SPREAD, [table])
            return bool(cursor.fetchone()[0])

    def _run(self, statement: str) -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement)
        except Error as error:
            raise CommandError(
                f"{statement} failed: {error}. What was done before it stays; run this again."
            ) from error
