"""Ending what a citizen's keys opened: one session, or everything at once: sessions, codes, tokens (A8)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

import msgspec
from django.db import connection, transaction

from burgerprofiel.access.capacity import Capacity, read
from burgerprofiel.access.events import ActingEnded, SignedOut
from burgerprofiel.access.models import Code, RefreshToken, Registration, Session, SignIn, Token
from burgerprofiel.access.provider import family, farewell
from burgerprofiel.access.signals import session_ended
from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Event, Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId


@transaction.atomic
def end_everywhere(citizen_id: CitizenId, trace: Trace, but: UUID | None = None) -> bool:
    """End all of it, and let the rooms forget what they kept for the sessions; False when nothing was open.

    All but the session at the provider in which the citizen asks for it, when they wish to go on there: with it they
    are back at the portal without a key.
    """
    one_at_a_time(citizen_id)
    _hold_families(citizen_id)
    sign_ins = SignIn.objects.filter(citizen_id=citizen_id)
    if but:
        sign_ins = sign_ins.exclude(id=but)
    for sign_in in sign_ins.values_list("id", flat=True):
        farewell.say(sign_in, citizen_id)
    sessions = list(Session.objects.select_for_update().filter(citizen_id=citizen_id).values_list("id", "capacity"))
    gone = sign_ins.delete()[0] + sum(
        table.objects.filter(citizen_id=citizen_id).delete()[0] for table in (Code, Token, RefreshToken, Session)
    )
    Registration.objects.filter(citizen_id=citizen_id, ended_at=None).exclude(used_at=None).update(ended_at=clock.now())
    for session_id, capacity in sessions:
        session_ended.send(sender=Session, session_id=session_id, citizen_id=read(capacity).whose(citizen_id))
    if gone:
        _tell(citizen_id, trace, SignedOut(where="everywhere"), [read(capacity) for _id, capacity in sessions])
    return bool(gone)


def end_waiting(citizen_id: CitizenId) -> None:
    """End an activation that waits for letter and link: whoever has both would otherwise open the citizen's lock.

    To come back the citizen goes to the counter after the lock, so that somebody looks at them again (A4).
    """
    Registration.objects.filter(citizen_id=citizen_id, used_at=None, ended_at=None).update(ended_at=clock.now())


def one_at_a_time(citizen_id: CitizenId) -> None:
    """Until the transaction ends nobody else opens a session of this citizen or ends them all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"access.citizen.{citizen_id.hex}"])


def _hold_families(citizen_id: CitizenId) -> None:
    """Let no application refresh its tokens meanwhile; in one order for everybody, so that nobody waits in a circle."""
    held = {
        bytes(code_hash)
        for table in (Token, RefreshToken)
        for code_hash in table.objects.filter(citizen_id=citizen_id).values_list("code_hash", flat=True)
    }
    for code_hash in sorted(held):
        family.hold(code_hash)


@transaction.atomic
def end_one(citizen_id: CitizenId, session_id: UUID, trace: Trace) -> bool:
    """End a session at the provider or at one of our faces; False when it is not theirs (any more)."""
    if SignIn.objects.select_for_update().filter(citizen_id=citizen_id, id=session_id).exists():
        farewell.say(session_id, citizen_id)
        SignIn.objects.filter(id=session_id).delete()
        record(citizen_id, trace, SignedOut(where="provider"))
        return True
    mine = Session.objects.select_for_update().filter(citizen_id=citizen_id, id=session_id)
    found = mine.values_list("face", "capacity").first()
    if found:
        face, capacity = found
        mine.delete()
        session_ended.send(sender=Session, session_id=session_id, citizen_id=read(capacity).whose(citizen_id))
        _tell(citizen_id, trace, SignedOut(where=face), [read(capacity)])
        return True
    return False


def _tell(citizen_id: CitizenId, trace: Trace, signed_out: SignedOut, capacities: Iterable[Capacity]) -> None:
    """Write it in the citizen's trail, and in that of everybody for whom they acted; in one order for all (A11)."""
    told: list[tuple[CitizenId, Trace, Event]] = [(citizen_id, trace, signed_out)]
    for each in capacities:
        if each.mandate:
            theirs = msgspec.structs.replace(trace, actor=each.written(citizen_id))
            told.append((each.whose(citizen_id), theirs, ActingEnded(mandate=each.mandate)))
    for whose, seen, event in sorted(told, key=lambda each: each[0]):
        record(whose, seen, event)
