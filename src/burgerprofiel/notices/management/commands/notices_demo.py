"""Put believable notices with the demo's people: raised as rooms raise them, in the past. Safe to run again."""

import argparse
import tomllib
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock, ids
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.notices import actions, passing
from burgerprofiel.notices.notice import Notice
from burgerprofiel.people.actions import meet

_TRACE = Trace(actor="demo")
Entry = Mapping[str, Any]


class Command(BaseCommand):
    """`./manage notices_demo FILE.toml`."""

    help = "Puts notices with the people of the demo, unless they are there already."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Name the argument."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002, ANN401 - Django's signature
        """Run."""
        file: Path = options["file"]
        for entry in tomllib.loads(file.read_text())["notice"]:
            _put(entry)


@transaction.atomic
def _put(entry: Entry) -> None:
    then, citizen_id = clock.now() - timedelta(hours=entry["hours"]), meet(Ssin(entry["person"]))
    notice = Notice(
        citizen_id=citizen_id,
        kind=entry["kind"],
        key=f"demo:{entry['key']}",
        values=entry.get("values", {}),
        path=entry.get("path", ""),
        at=then,
        expires_on=clock.today() + timedelta(days=entry["until"]) if "until" in entry else None,
        transaction=entry.get("transaction", ""),
    )
    with ids.made_at(then):
        fresh = actions.tell(notice, trace=_TRACE)
    if fresh and entry.get("read"):
        passing.seen(citizen_id, [notice.key])
