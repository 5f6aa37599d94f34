"""Before a permit ends its owner is told, twice at most: two months and two weeks ahead, each once (D6).

A citizen gets a notice, which reads in each language; an organisation a message in its mailbox, in Dutch, without a
link. A permit that was revoked or suspended is not warned of, nor one that is over. One that is made longer is warned
of anew. Each is known by a key of its own, so a job that is killed and runs again tells nobody twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock, formats
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.packing import from_msgpack
from burgerprofiel.mailbox.publishing import ours
from burgerprofiel.mailbox.publishing.message import BoxOf
from burgerprofiel.mailbox.queries import Kind
from burgerprofiel.people import owners
from burgerprofiel.people.owners import Opened
from burgerprofiel.permits import content, telling
from burgerprofiel.permits.content import Content
from burgerprofiel.permits.events import PermitWarned
from burgerprofiel.permits.models import Permit
from burgerprofiel.permits.models.permits import Status

TERMS = (60, 14)
"""Days ahead, the longest first."""
AT_ONCE = 200
KIND = "toelating"
LANGUAGE = "nl"
"""Of organisations: nobody is in front of a screen."""
_SYSTEM = Trace(actor="system")


def warn_all() -> int:
    """Tell every owner of whom it is time. Returns how many were told. Safe to run twice and to stop."""
    today, total = clock.today(), 0
    while rows := _due(today):
        opened = _vaults(rows)
        for row in rows:
            total += _warn(row, opened.get(row.owner_id), today)
    return total


def _due(today: date) -> Sequence[Permit]:
    """Return those of whom it is time and who were not told, in batches."""
    late = Q()
    for days in TERMS:
        untold = Q(warned_days__isnull=True) | Q(warned_days__gt=days) | ~Q(warned_until=F("valid_until"))
        late |= Q(valid_until__lte=today + timedelta(days=days)) & untold
    rows = Permit.objects.filter(late, status=Status.ACTIVE, valid_until__gte=today, valid_from__lte=today)
    return list(rows.order_by("valid_until", "owner_id", "id")[:AT_ONCE])


def _vaults(rows: Sequence[Permit]) -> dict[UUID, Opened]:
    citizens = {CitizenId(row.owner_id) for row in rows if row.is_citizen}
    return owners.opened_all(citizens, {row.owner_id for row in rows if not row.is_citizen})


def _warn(row: Permit, opened: Opened | None, today: date) -> bool:
    """Tell one. Whose key is gone is told nothing."""
    if row.valid_until is None:
        return False
    days = min(term for term in TERMS if row.valid_until <= today + timedelta(days=term))
    said = from_msgpack(opened.unseal(row.sealed, content.permit_place(row.id)), Content) if opened else None
    told = said is not None and (row.is_citizen or _published(row, row.valid_until, days, said))
    with transaction.atomic():
        same = Permit.objects.filter(owner_id=row.owner_id, id=row.id, valid_until=row.valid_until)
        same.update(warned_days=days, warned_until=row.valid_until)
        if said and row.is_citizen:
            telling.ends(CitizenId(row.owner_id), row.id, said.title, said.issuer, row.valid_until, days)
        if told:
            record(CitizenId(row.owner_id), _SYSTEM, PermitWarned(permit=str(row.id), days=days))
    return told


def _published(row: Permit, ends: date, days: int, said: Content) -> bool:
    subject, text = partial(_subject, said, ends), partial(_text, said, ends)
    message = ours.Ours(KIND, lambda: _("A permit ends soon"), subject, text)
    to = BoxOf(Kind.ENTERPRISE, row.owner_id)
    return ours.publish_to(to, message, LANGUAGE, key=f"permit {row.id} of {row.owner_id} {ends} {days}")


def _subject(said: Content, ends: date) -> str:
    return _("Ends on %(day)s: %(permit)s") % {"day": formats.day(ends), "permit": said.title}


def _text(said: Content, ends: date) -> str:
    host = settings.CONFIG.portal_address
    told = {"permit": said.title, "issuer": said.issuer, "day": formats.day(ends), "host": host}
    return "\n\n".join(
        (
            _("“%(permit)s” from %(issuer)s is valid up to and including %(day)s.") % told,
            _("Do you still need it after that? Ask %(issuer)s in time for a new one.") % told,
            _("Open %(host)s yourself, sign in and look under “Certificates”, “Permits”. This message holds no link.")
            % told,
        )
    )
