"""What an owner does with a dossier: put it away, bring it back, look at it. Each is written in the trail with it.

One that is only read at MAGDA is not kept: what was done stands by its opaque id (`Mark`).
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import F

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Event
from burgerprofiel.dossiers import telling
from burgerprofiel.dossiers.events import DossierArchived, DossierRestored, DossierSeen
from burgerprofiel.dossiers.models import Dossier, Mark
from burgerprofiel.dossiers.own.owner import Owner
from burgerprofiel.kit import clock
from burgerprofiel.kit.connections import small_write


class NoSuchDossierError(LookupError):
    """There is no dossier with this id that is this owner's."""


@transaction.atomic
def archive(owner: Owner, dossier: UUID) -> bool:
    """Put it away; what is put away rings no more. False: it was away already. Raises NoSuchDossierError."""
    return _change(owner, dossier, DossierArchived(dossier=str(dossier)), away=True)


@transaction.atomic
def restore(owner: Owner, dossier: UUID) -> bool:
    """Bring it back. False: it was not away. Raises NoSuchDossierError."""
    return _change(owner, dossier, DossierRestored(dossier=str(dossier)), away=False)


def _change(owner: Owner, dossier: UUID, told: Event, *, away: bool) -> bool:
    changed = 0
    for kept in (Dossier, Mark):
        rows = kept.objects.filter(owner_id=owner.id, id=dossier)
        if away:
            changed += rows.filter(archived_at__isnull=True).update(archived_at=clock.now(), seen_at=F("changed_at"))
        else:
            changed += rows.filter(archived_at__isnull=False).update(archived_at=None)
    if not changed and not any(kept.objects.filter(owner_id=owner.id, id=dossier).exists() for kept in (Dossier, Mark)):
        raise NoSuchDossierError
    if changed:
        if away:
            telling.seen(owner.trail[0], dossier)
        record(*owner.trail, told)
    return changed > 0


def look(owner: Owner, dossier: UUID, *, here: bool, rings: bool) -> None:
    """Write that it was looked at; then it rings no more. Two SQL statements, and two more when it rang."""
    with small_write():
        if rings:
            kept = Dossier if here else Mark
            kept.objects.filter(owner_id=owner.id, id=dossier).update(seen_at=F("changed_at"))
            telling.seen(owner.trail[0], dossier)
        record(*owner.trail, DossierSeen(dossier=str(dossier)))
