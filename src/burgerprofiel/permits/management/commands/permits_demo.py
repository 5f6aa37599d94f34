"""Put believable permits with the demo's people: told as their sources would, in the past. Safe to run again."""

import argparse
import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock, packing, typesetting
from burgerprofiel.kit.storage import objects
from burgerprofiel.permits import actions
from burgerprofiel.permits.content import Told
from burgerprofiel.permits.models import Known
from burgerprofiel.permits.numbers import permit_id
from burgerprofiel.permits.pushing import checking, wire

_TRACE = Trace(actor="demo")
_PAPER = "vergunning"
Entry = Mapping[str, Any]


class Command(BaseCommand):
    """`./manage permits_demo FILE.toml`."""

    help = "Puts permits with the people of the demo, unless they are there already."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Name the argument; beside the file lies `permit.typ`, of which documents are made."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002, ANN401 - Django's signature
        """Run."""
        file: Path = options["file"]
        for entry in tomllib.loads(file.read_text())["permit"]:
            if not Known.objects.filter(id=permit_id(entry["source"], entry["number"])).exists():
                _put(entry, file.with_name("permit.typ"))


def _put(entry: Entry, template: Path) -> None:
    source, number = entry["source"], entry["number"]
    actions.tell(source, number, _told(entry, clock.now() - timedelta(days=entry["told"])), _TRACE)
    stored = objects.keep([_document(entry, template)])
    actions.bring(source, number, _PAPER, stored, _TRACE)
    if "revoked" in entry:
        then = clock.now() - timedelta(days=entry["revoked"])
        actions.tell(source, number, _told(entry, then, status="revoked", reason=entry["reason"]), _TRACE)


def _told(entry: Entry, then: datetime, **said: str) -> Told:
    people = [{"kind": "PERS", "id": each} for each in entry.get("people", ())]
    bodies = [{"kind": "OND", "id": each} for each in entry.get("organisations", ())]
    sent = {
        "productId": entry["product"],
        "title": entry["title"],
        "status": "active",
        "validFrom": _day(entry["from"]),
        "validUntil": _day(entry["until"]) if "until" in entry else None,
        "changedAt": then.isoformat(),
        "issuer": entry["issuer"],
        "beneficiaries": [*people, *bodies],
        "documents": [{"id": _PAPER, "language": "nl"}],
    }
    return checking.told(entry["number"], packing.from_plain(sent | said, wire.Permit))


def _document(entry: Entry, template: Path) -> bytes:
    counts = f"Geldt vanaf {_day(entry['from'])}" + (
        f" tot en met {_day(entry['until'])}." if "until" in entry else "."
    )
    told = {"title": entry["title"], "issuer": entry["issuer"], "number": entry["number"], "text": entry["document"]}
    return typesetting.pdf(template, told | {"counts": counts})


def _day(ahead: int) -> str:
    return (clock.today() + timedelta(days=ahead)).isoformat()
