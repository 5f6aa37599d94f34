"""Which parts of an organisation's box somebody may handle: a role in it, for all of it or for one partition (A.8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from burgerprofiel.access.faces import APPLICATION
from burgerprofiel.mailbox.models import Partition
from burgerprofiel.organisations import queries as organisations

MANAGER, HANDLER = "Postbeheerder", "Postbehandelaar"
"""Roles of the desk's application: the first arranges and handles everything, the second handles."""
GENERAL = "GENERAL"


@dataclass(frozen=True)
class Rights:
    """What somebody may handle in one box."""

    box_id: UUID
    person: UUID
    manages: bool
    everything: bool
    partitions: frozenset[UUID]
    general: bool

    def covers(self, partition: UUID | None) -> bool:
        """Whether mail of this partition is theirs to handle."""
        return self.everything or (self.general if partition is None else partition in self.partitions)


def may_have(box_id: UUID, person: UUID, partition: UUID | None) -> bool:
    """Whether somebody may handle mail of this partition now. At most three SQL statements."""
    roles = [row for row in organisations.people_of(box_id, APPLICATION) if row.citizen_id == person]
    found = rights(box_id, person, [(row.role, row.context) for row in roles])
    return found is not None and found.covers(partition)


def rights(box_id: UUID, person: UUID, roles: Iterable[tuple[str, str]]) -> Rights | None:
    """Return what these roles (role, context) allow; None: nothing. At most one SQL statement."""
    held = [(role, context) for role, context in roles if role in (MANAGER, HANDLER)]
    if not held:
        return None
    manages = any(role == MANAGER for role, _context in held)
    everything = manages or any(not context for _role, context in held)
    codes = {context for _role, context in held if context}
    rows = Partition.objects.filter(box_id=box_id, code__in=codes, ended_at=None) if codes and not everything else ()
    return Rights(box_id, person, manages, everything, frozenset(row.id for row in rows), GENERAL in codes)
