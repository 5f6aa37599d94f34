"""What a source told of a permit, for that source: it reads back its own, and never another's."""

from __future__ import annotations

from burgerprofiel.permits import numbers, rows
from burgerprofiel.permits.content import State
from burgerprofiel.permits.models import Known


def state(source: str, number: str) -> State | None:
    """Return what this source told, and which documents came in; None: nothing. One SQL statement."""
    known = Known.objects.filter(id=numbers.permit_id(source, number)).first()
    return rows.state(known) if known else None


def names(source: str, number: str, document: str) -> bool:
    """Whether this source told of such a document. One SQL statement."""
    found = state(source, number)
    return found is not None and document in {each.name for each in found.told.documents}
