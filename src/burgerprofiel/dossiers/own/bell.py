"""How many dossiers changed since their owner looked: one number in the menu, on the overview and above the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db import DatabaseError, connection
from django.http import HttpRequest

from burgerprofiel.access.request import viewer_of
from burgerprofiel.dossiers.models import Dossier
from burgerprofiel.dossiers.own import listing
from burgerprofiel.dossiers.own.files import File
from burgerprofiel.dossiers.own.owner import Owner, owner_of
from burgerprofiel.kit.connections import let_go

_UNSEEN = """
SELECT (SELECT count(*) FROM dossiers_dossier
        WHERE owner_id = %(owner)s AND (seen_at IS NULL OR seen_at < changed_at))
     + (SELECT count(*) FROM dossiers_mark
        WHERE owner_id = %(owner)s AND archived_at IS NULL AND seen_at < changed_at)
"""
_COUNTS = """
SELECT count(*), count(*) FILTER (WHERE action_needed) FROM dossiers_dossier
WHERE owner_id = %s AND archived_at IS NULL
"""


class Counts(NamedTuple):
    """How many dossiers lie here, those put away apart."""

    total: int = 0
    needing: int = 0


class First(NamedTuple):
    """What the overview shows of what lies here."""

    counts: Counts
    needing: Sequence[File]
    """What waits for its owner, in the order of the list."""
    changed: Sequence[File]
    """What changed since its owner looked, the newest first."""


def unseen(owner: Owner) -> int:
    """Return how many rang. One SQL statement."""
    with connection.cursor() as cursor:
        cursor.execute(_UNSEEN, {"owner": owner.id})
        return int(cursor.fetchone()[0])


def unseen_for(request: HttpRequest) -> int:
    """Return the same for the menu of a page, asked once a page; a database that is away costs the number only."""
    known: int | None = getattr(request, "dossiers_unseen", None)
    if known is None:
        viewer = viewer_of(request)
        try:
            owner = owner_of(viewer) if viewer else None
            known = unseen(owner) if owner else 0
        except DatabaseError:
            known = 0
        let_go()
        request.dossiers_unseen = known  # type: ignore[attr-defined]  # read above
    return known


def first(owner: Owner, most: int = 10) -> First:
    """Return what the overview shows. Two SQL statements; four when there are dossiers to show."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, [owner.id])
        counts = Counts(*cursor.fetchone())
    if not counts.total:
        return First(counts, (), ())
    rows = Dossier.objects.filter(owner_id=owner.id, archived_at__isnull=True)
    needing = rows.filter(action_needed=True).order_by(*listing.ORDER)[:most]
    changed = rows.filter(listing.UNSEEN).order_by("-changed_at", "id")[:most]
    found = {row.id: row for row in needing.union(changed)}
    files = listing.opened(owner, list(found.values()))
    return First(
        counts,
        sorted((file for file in files if file.needs), key=lambda file: file.key)[:most],
        sorted((file for file in files if file.unseen), key=lambda file: (file.changed_at, file.id), reverse=True),
    )
