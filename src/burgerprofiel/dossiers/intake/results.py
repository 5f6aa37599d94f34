"""What became of what was sent in (contracts/mbp.md §2.4), for the programs of its source alone.

Bodies ask by source and number or by `UploadId`; what is not read yet has no result.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from burgerprofiel.dossiers.intake.accepting import number_place
from burgerprofiel.dossiers.models import Upload
from burgerprofiel.dossiers.numbers import dossier_id
from burgerprofiel.kit.root_keys import root_keys

Result = dict[str, Any]


class Page(NamedTuple):
    """Some results, newest first."""

    results: list[Result]
    total: int
    following: UUID | None
    """The `UploadId` behind which the list goes on; None: this is all."""


def of_upload(sources: Sequence[str], upload_id: UUID) -> Result | None:
    """Return the result of one upload; None: not read yet, or none of these sources sent it. One SQL statement."""
    rows = Upload.objects.filter(source__in=sources, upload_id=upload_id, processed_at__isnull=False)
    row = rows.order_by("-id").first()
    return _told(row) if row else None


def of_dossier(source: str, number: str, after: UUID | None, most: int) -> Page:
    """Return the results of one dossier."""
    rows = Upload.objects.filter(dossier=dossier_id(source, number), processed_at__isnull=False)
    return _page(rows, source, after, most)


def failures(source: str, after: UUID | None, most: int) -> Page:
    """Return every result of a source in which something is wrong."""
    rows = Upload.objects.filter(source=source, processed_at__isnull=False).exclude(problems=[])
    return _page(rows, source, after, most)


def _page(rows: QuerySet[Upload], source: str, after: UUID | None, most: int) -> Page:
    behind = rows
    if after is not None:
        last = Upload.objects.filter(source=source, upload_id=after).values_list("id", flat=True).first()
        behind = rows.filter(id__lt=last) if last else rows.none()
    found = list(behind.order_by("-id")[: most + 1])
    shown = found[:most]
    return Page([_told(row) for row in shown], rows.count(), shown[-1].upload_id if len(found) > most else None)


def _told(row: Upload) -> Result:
    said = [str(each) for each in row.problems]
    number = root_keys().unseal(bytes(row.number), number_place(row.id)).decode()
    done = row.processed_at.astimezone(UTC).isoformat(timespec="milliseconds") if row.processed_at else None
    return {
        "Identificatie": {"Bron": row.source, "DossierNummer": number},
        "UploadId": str(row.upload_id),
        "Bestand": None,
        "TijdstipVerwerking": done and done.replace("+00:00", "Z"),
        "Succes": bool(row.succeeded),
        "Fout": said[0] if said and not row.succeeded else None,
        "Fouten": [{"Omschrijving": each, "LijnNummer": None} for each in said],
        "VerwerktVoorOpvraging": bool(row.succeeded and row.readers),
    }
