"""Who chose how to be told, or lets a browser show it, gave us something: it is forgotten with their profile (E3).

So the day of their last sign-in is kept for that too. Whoever changes one of these does it within `changing`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices.models import Preference, Setting
from burgerprofiel.notices.models.push import Subscription
from burgerprofiel.people.profile import actions as profile


@contextmanager
def changing(citizen_id: CitizenId) -> Iterator[None]:
    """Hold the citizen's profile, first of all; note afterwards whether something is kept. One transaction."""
    with transaction.atomic():
        profile.begin(citizen_id)
        yield
        profile.settle(citizen_id, keeps=_keeps(citizen_id))


def settle(citizen_id: CitizenId) -> None:
    """Note it of somebody of whom something went by another's act."""
    with changing(citizen_id):
        pass


def forget(citizen_id: CitizenId) -> None:
    """Forget how somebody wanted to be told. Within the transaction that removed their profile, which held it."""
    for table in (Preference, Setting):
        table.objects.filter(citizen_id=citizen_id).delete()


def _keeps(citizen_id: CitizenId) -> bool:
    return any(table.objects.filter(citizen_id=citizen_id).exists() for table in (Subscription, Preference, Setting))
