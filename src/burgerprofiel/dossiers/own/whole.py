"""One dossier with every state it was in: those that were pushed, and those that only MAGDA tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec

from burgerprofiel.dossiers.models import Dossier, Mutation
from burgerprofiel.dossiers.own import listing
from burgerprofiel.dossiers.own.files import File, states_of
from burgerprofiel.dossiers.own.magda import Told, begun, moment
from burgerprofiel.dossiers.own.owner import Owner
from burgerprofiel.sources.connectors.magda.services.geef_dossiers import Change

MOST = 2_000
"""States that are opened for one page."""


@dataclass(frozen=True)
class Whole:
    """A dossier, its states the oldest first."""

    file: File
    known_at_magda: bool
    older: int = 0
    """How many older states there are than are shown."""


def one(owner: Owner, dossier: UUID, told: Told) -> Whole | None:
    """Return a dossier of this owner; None: there is none with this id. At most four SQL statements."""
    row = Dossier.objects.filter(owner_id=owner.id, id=dossier).first()
    theirs = told.all.get(dossier)
    if row is None:
        found = next((file for file in told.files if file.id == dossier), None)
        return Whole(found, known_at_magda=True) if found else None
    [file] = listing.opened(owner, [row])
    rows = list(Mutation.objects.filter(owner_id=owner.id, dossier_id=dossier).order_by("-changed_at", "-id")[:MOST])
    mine = states_of(reversed(rows), owner.opened)
    changes = joined(mine or file.changes, theirs.changes if theirs else ())
    newest = changes[-1]
    whole = msgspec.structs.replace(
        file,
        changes=changes,
        due=newest.due.earliest if newest.due else None,
    )
    return Whole(whole, theirs is not None, max(0, row.mutations - len(rows)))


def ids(owner: Owner) -> list[UUID]:
    """Return the ids of all that lie here. One SQL statement."""
    return list(Dossier.objects.filter(owner_id=owner.id).values_list("id", flat=True))


def joined(mine: Sequence[Change], theirs: Sequence[Change]) -> tuple[Change, ...]:
    """Return the states of both in order, each once: the same day, state and phase is the same state."""
    known = {_name(change) for change in mine}
    more = [change for change in theirs if _name(change) not in known and not change.hidden]
    return tuple(sorted([*mine, *more], key=begun)) if more else tuple(mine)


def _name(change: Change) -> tuple[object, str, str]:
    return moment(change), change.code, change.phase
