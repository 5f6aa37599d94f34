"""Objects that no row speaks of are removed: an act that broke off leaves them, and a removal that failed.

A row speaks of an object in a column `object_name`, in whatever table of ours. An object comes before its row, so a
young one may still get its row: only what is older than any act can take is looked at. What comes in and never settled
goes at the same age.
"""

from __future__ import annotations

import tempfile
from datetime import timedelta
from typing import IO

from django.apps import apps
from django.db import connection, transaction

from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.storage import objects

YOUNG = timedelta(hours=24)
"""So long nothing is touched; publishing a message may take an hour (`registry.publish.parts.LONGEST_TIME`)."""
_PIECE = 64 * 1024

_ASIDE = "CREATE TEMPORARY TABLE old_objects (name text NOT NULL)"
_WITHOUT_ROW = "SELECT name FROM old_objects AS old WHERE true"
_SPOKEN_OF = " AND NOT EXISTS (SELECT 1 FROM {} AS file WHERE file.object_name = old.name)"


def sweep() -> int:
    """Remove what is left behind. Returns how many objects went. Safe to run twice and while objects come in."""
    before = clock.now() - YOUNG
    total = objects.store().sweep(before)
    let_go()
    with tempfile.TemporaryFile() as names:
        for each in objects.store().listed():
            if each.since < before:
                names.write(each.name.encode() + b"\n")
        names.seek(0)
        orphans = _orphans(names)
    let_go()
    for name in orphans:
        objects.remove(name)
    return total + len(orphans)


def _orphans(names: IO[bytes]) -> list[str]:
    """Return those without a row: the tables are read once, however many objects there are."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_ASIDE)
        with cursor.copy("COPY old_objects FROM STDIN") as copy:
            while piece := names.read(_PIECE):
                copy.write(piece)
        cursor.execute("ANALYZE old_objects")
        cursor.execute(_WITHOUT_ROW + "".join(_SPOKEN_OF.format(table) for table in _tables()))
        orphans = [name for (name,) in cursor.fetchall()]
        cursor.execute("DROP TABLE old_objects")
    return orphans


def _tables() -> list[str]:
    """Every table that speaks of objects."""
    return [
        model._meta.db_table
        for model in apps.get_models()
        if any(field.column == "object_name" for field in model._meta.concrete_fields)
    ]
