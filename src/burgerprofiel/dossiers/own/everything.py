"""Everything that lies here of an owner, with every state, for search over all data and to take along."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

import msgspec

from burgerprofiel.dossiers.models import Dossier, Mutation
from burgerprofiel.dossiers.own import listing
from burgerprofiel.dossiers.own.files import File, states_of
from burgerprofiel.dossiers.own.owner import Owner


def of(owner: Owner) -> list[File]:
    """Return all of it, what was put away too. At most four SQL statements; one when there is nothing."""
    files = listing.opened(owner, list(Dossier.objects.filter(owner_id=owner.id)))
    if not files:
        return []
    states = defaultdict[UUID, list[Mutation]](list)
    for row in Mutation.objects.filter(owner_id=owner.id).order_by("changed_at", "id"):
        states[row.dossier_id].append(row)
    return [
        msgspec.structs.replace(file, changes=states_of(states[file.id], owner.opened) or file.changes)
        for file in files
    ]
