"""Put believable dossiers with the demo's people: sent in as any body would, in the past. Safe to run again."""

import argparse
import tomllib
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import F

from burgerprofiel.dossiers.intake import accepting, checking, wire
from burgerprofiel.dossiers.intake.processing import process_all
from burgerprofiel.dossiers.intake.told import Told
from burgerprofiel.dossiers.models import Dossier, Known, Source
from burgerprofiel.dossiers.numbers import dossier_id
from burgerprofiel.kit import clock, packing

_UPLOADS = UUID("0f2f7c5e-8a52-5b43-9d16-9a4f2f4f3a52")
_SEEN = timedelta(days=14)
"""What changed longer ago was looked at."""
Entry = Mapping[str, Any]


class Command(BaseCommand):
    """`./manage dossiers_demo FILE.toml`."""

    help = "Puts dossiers with the people of the demo, unless they are there already."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Name the argument."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002, ANN401 - Django's signature
        """Run."""
        content = tomllib.loads(options["file"].read_text())
        fresh = list[UUID]()
        with transaction.atomic():
            for entry in content["dossier"]:
                dossier = dossier_id(entry["source"], entry["number"])
                if not Known.objects.filter(id=dossier).exists():
                    fresh.append(dossier)
                    program = Source.objects.get(uri=entry["source"]).clients[0]
                    accepting.accept_all(list(_told(entry, content["manager"][entry["manager"]])), program)
        process_all()
        with transaction.atomic():
            old = Dossier.objects.filter(id__in=fresh, changed_at__lt=clock.now() - _SEEN)
            old.update(seen_at=F("changed_at"))


def _told(entry: Entry, manager: Entry) -> Iterator[tuple[Told, UUID]]:
    """Every state of a dossier, with the id under which it is sent; the same ones at every start."""
    for place, (days, phase, code, said, action, due) in enumerate(_steps(entry)):
        then = clock.now() - timedelta(days=days)
        until = (clock.today() + timedelta(days=due)).isoformat() if due else None
        sent = {
            "Identificatie": {"Bron": entry["source"], "DossierNummer": entry["number"]},
            "Naam": entry["name"],
            "WijzigingsDatum": then.isoformat(),
            "Status": {
                "VlaamsCode": code,
                "VlaamsFase": phase,
                "Detail1": said or None,
                "Actie": {"ActieNodig": True, "Actie": action} if action else None,
                "StreefDatum": until,
            },
            "Doorverwijzing": entry.get("link"),
            "TypeDossierCode": entry["kind"],
            "Producten": [{"Id": entry["product"]}],
            "DossierBeheerder": manager,
            "Agenten": [{"Identificatie": each} for each in entry["people"]],
        }
        told = checking.told(packing.from_plain(sent, wire.Simple))
        yield told, uuid5(_UPLOADS, f"{entry['source']}\n{entry['number']}\n{place}")


def _steps(entry: Entry) -> Iterator[tuple[int, str, str, str, str, int]]:
    """The steps as they stand, or over and over so many times, so many days apart, the last one as long ago as told."""
    steps, count = entry["steps"], entry.get("count", 0)
    if not count:
        yield from (tuple(step) for step in steps)
    for number in range(count):
        first, *rest = steps[number % len(steps)]
        yield (first + entry["every"] * (count - 1 - number), *rest)
