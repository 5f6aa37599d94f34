"""Ending everything that a citizen's keys opened, at once and everywhere: sessions, codes, tokens (A8)."""

from __future__ import annotations

from django.db import transaction

from burgerprofiel.access.events import SignedOut
from burgerprofiel.access.models import Code, RefreshToken, Session, SignIn, Token
from burgerprofiel.access.signals import session_ended
from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.ids import CitizenId


@transaction.atomic
def end_everywhere(citizen_id: CitizenId, trace: Trace) -> bool:
    """End all of it, and let the rooms forget what they kept for the sessions; False when nothing was open."""
    sessions = list(Session.objects.select_for_update().filter(citizen_id=citizen_id).values_list("id", flat=True))
    gone = sum(
        table.objects.filter(citizen_id=citizen_id).delete()[0]
        for table in (SignIn, Code, Token, RefreshToken, Session)
    )
    for session_id in sessions:
        session_ended.send(sender=Session, session_id=session_id, citizen_id=citizen_id)
    if gone:
        record(citizen_id, trace, SignedOut(where="everywhere"))
    return bool(gone)
