"""A citizen's sign-ins of the past year, as they see them (A8): when, with which key, on which device."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import get_language

from burgerprofiel.access import tokens
from burgerprofiel.access.cookies import SessionCookie
from burgerprofiel.access.models import SignIn, Visit
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key

KEPT = timedelta(days=365)


def note(citizen_id: CitizenId, key: Key, cookie: SessionCookie, mark: str, device: str) -> bool:
    """Write a sign-in down, inside the transaction that opened its session; return whether the device is a new one.

    A citizen's very first never is: there is nothing to compare it with, and nobody to alarm.
    """
    before, seen = Visit.objects.filter(citizen_id=citizen_id), tokens.digest(mark)
    new = before.exists() and not before.filter(device_hash=seen).exists()
    Visit.objects.create(
        citizen_id=citizen_id,
        at=clock.now(),
        kind=key.name,
        device_hash=seen,
        device=device,
        sign_in_id=SignIn.objects.values_list("id", flat=True).get(token_hash=cookie.digest),
        new_device=new,
        language=_here(),
    )
    return new


def _here() -> str:
    return (get_language() or "nl")[:2]


def language_of(citizen_id: CitizenId) -> str:
    """Return the language that the citizen last read on a device we knew; of who was never here that of this page.

    Whoever comes in on a new device does not choose in which language its owner is warned.
    """
    rows = Visit.objects.filter(citizen_id=citizen_id, new_device=False).order_by("-id")
    return rows.values_list("language", flat=True).first() or _here()


def recent(citizen_id: CitizenId, most: int = 50) -> list[Visit]:
    """Return the latest sign-ins, newest first."""
    return list(Visit.objects.filter(citizen_id=citizen_id).order_by("-id")[:most])


def last_with(citizen_id: CitizenId, *keys: Key) -> datetime | None:
    """Return when the citizen last signed in with one of these kinds of key, if they did in the past year."""
    rows = Visit.objects.filter(citizen_id=citizen_id, kind__in=[key.name for key in keys]).order_by("-id")
    return rows.values_list("at", flat=True).first()


def forget_old() -> None:
    """Remove what is older than a year."""
    Visit.objects.filter(at__lte=clock.now() - KEPT).delete()
