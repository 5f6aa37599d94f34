"""A body removes a dossier: with every state of it, from everybody with whom it lies; their trail says so.

What was sent in of it and is not read yet goes too; its result says that it was removed.
"""

from __future__ import annotations

from uuid import UUID

from django.db import connection, transaction

from burgerprofiel.audit.actions import record_all
from burgerprofiel.audit.events import Trace
from burgerprofiel.dossiers import telling
from burgerprofiel.dossiers.events import DossierRemoved
from burgerprofiel.dossiers.intake.processing import one_at_a_time
from burgerprofiel.dossiers.models import Dossier, Mutation, Upload
from burgerprofiel.dossiers.numbers import dossier_id
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId

REMOVED = "The dossier was removed before this was read."


@transaction.atomic
def remove(source: str, number: str, trace: Trace) -> bool:
    """Remove a dossier; False: there is none."""
    one_at_a_time()
    dossier = dossier_id(source, number)
    waiting = Upload.objects.filter(dossier=dossier, processed_at__isnull=True)
    dropped = waiting.update(sealed=None, processed_at=clock.now(), succeeded=False, problems=[REMOVED])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM dossiers_known WHERE id = %s RETURNING owners", [dossier])
        row = cursor.fetchone()
    owners: list[UUID] = row[0] if row else []
    Mutation.objects.filter(owner_id__in=owners, dossier_id=dossier).delete()
    numbers = dict(Dossier.objects.filter(owner_id__in=owners, id=dossier).values_list("owner_id", "mutations"))
    Dossier.objects.filter(owner_id__in=owners, id=dossier).delete()
    telling.gone(owners, dossier)
    told = {
        CitizenId(owner): [DossierRemoved(source=source, dossier=str(dossier), mutations=numbers.get(owner, 0))]
        for owner in owners
    }
    record_all(trace, told)
    return bool(dropped or row)
