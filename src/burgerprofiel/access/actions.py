"""Opening, extending and ending sessions; nothing readable is left of one that ended."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from burgerprofiel.access import acting, queries, visits
from burgerprofiel.access import capacity as capacities
from burgerprofiel.access import proofs as packing
from burgerprofiel.access.capacity import OWN, Capacity
from burgerprofiel.access.cookies import SessionCookie
from burgerprofiel.access.events import SessionOpened, SignedIn, SignedOut, SignInRefused
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.models import (
    Challenge,
    Code,
    Guest,
    PushedRequest,
    RefreshToken,
    SeenOnce,
    Session,
    SignIn,
    Token,
)
from burgerprofiel.access.provider import farewell
from burgerprofiel.access.signals import session_ended
from burgerprofiel.access.viewer import Proof, Viewer
from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock, sealing
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.people.actions import meet
from burgerprofiel.people.queries import citizen_with

_HINT = b"id_token"


@transaction.atomic
def sign_in(who: Identity, proofs: tuple[Proof, ...], trace: Trace, follows: UUID | None = None) -> SessionCookie:
    """Open a session at the provider after a key was shown: the last of `proofs`. Returns the cookie.

    `follows`: the same citizen's session that this one takes over, under the name that applications know.
    """
    cookie, citizen_id, row_id, now = SessionCookie.new(), meet(who.ssin), follows or uuid7(), clock.now()
    SignIn.objects.create(
        id=row_id,
        token_hash=cookie.digest,
        citizen_id=citizen_id,
        proofs=packing.pack(proofs),
        sealed=who.seal(cookie.seal_key, row_id.bytes),
        created_at=now,
        touched_at=now,
    )
    record(citizen_id, trace, SignedIn(key=proofs[-1].key.name))
    return cookie


@transaction.atomic
def refuse_sign_in(who: Identity, key: str, reason: str, trace: Trace) -> None:
    """Write in the citizen's trail that a key of theirs was shown and refused; who was never here has no trail."""
    citizen_id = citizen_with(who.ssin)
    if citizen_id:
        record(citizen_id, trace, SignInRefused(key=key, reason=reason))


def touch_sign_in(row_id: UUID) -> None:
    """Move the clock of the provider's session."""
    SignIn.objects.filter(id=row_id).update(touched_at=clock.now())


@transaction.atomic
def sign_out_at_provider(cookie: SessionCookie, trace: Trace, *, follows: bool = False) -> bool:
    """End the provider's session of this browser; other applications keep theirs (contracts/mbp.md §5.7).

    Returns whether there was one. Those that asked to hear of it are told, unless another session of the same citizen
    follows.
    """
    ended = False
    for row in SignIn.objects.select_for_update().filter(token_hash=cookie.digest):
        if not follows:
            farewell.say(row.id, CitizenId(row.citizen_id))
        SignIn.objects.filter(id=row.id).delete()
        record(CitizenId(row.citizen_id), trace, SignedOut(where="provider"))
        ended = True
    return ended


@transaction.atomic
def open_session(
    who: Identity,
    proofs: Iterable[Proof],
    issuer: str,
    id_token: str,
    trace: Trace,
    *,
    face: str = "portal",
    capacity: Capacity = OWN,
) -> SessionCookie:
    """Open a session at one of our faces on the provider's word. Returns the cookie.

    Raises ValueError for a wrong number, or a mandate that does not stand.
    """
    proofs = tuple(proofs)
    cookie, citizen_id, row_id, now = SessionCookie.new(), meet(who.ssin), uuid7(), clock.now()
    mandate = acting.standing(citizen_id, capacity) if capacity.mandate else None
    if capacity.mandate and mandate is None:
        raise ValueError("This mandate does not stand.")
    Session.objects.create(
        id=row_id,
        token_hash=cookie.digest,
        citizen_id=citizen_id,
        proofs=packing.pack(proofs),
        sealed=Identity(_first(who.given_name), who.family_name, "").seal(cookie.seal_key, row_id.bytes),
        face=face,
        capacity=capacity.packed(),
        sealed_hint=sealing.seal(cookie.seal_key, id_token.encode(), row_id.bytes + _HINT),
        created_at=now,
        touched_at=now,
    )
    if mandate:
        acting.tell_begin(citizen_id, f"{_first(who.given_name)} {who.family_name}", mandate, trace)
    record(citizen_id, trace, SessionOpened(issuer=issuer, key=packing.strongest(proofs).key.name))
    return cookie


def _first(given_names: str) -> str:
    """A card carries the first two given names; people are greeted with one."""
    return given_names.partition(" ")[0]


def extend_session(viewer: Viewer) -> None:
    """Move the session's clock to now, because the citizen asked for it."""
    Session.objects.filter(id=viewer.session_id).update(touched_at=clock.now())


@transaction.atomic
def end_session(viewer: Viewer) -> str:
    """End a session at one of our faces; the rooms forget what they kept for it. Returns the id_token to leave with."""
    row = Session.objects.select_for_update().filter(id=viewer.session_id).first()
    if row is None:
        return ""
    row.delete()
    whose = viewer.capacity.whose(viewer.citizen_id)
    session_ended.send(sender=Session, session_id=viewer.session_id, citizen_id=whose)
    acting.tell_end(viewer, SignedOut(where=viewer.face))
    try:
        return sealing.unseal(viewer.seal_key, bytes(row.sealed_hint), viewer.session_id.bytes + _HINT).decode()
    except sealing.NotSealedForThisError:
        return ""


@transaction.atomic
def purge() -> int:
    """Remove what has ended: sessions, codes, tokens, what was shown once. Returns how many sessions were removed."""
    now = clock.now()
    ended = Session.objects.filter(touched_at__lte=now - queries.idle_time()) | Session.objects.filter(
        created_at__lte=now - queries.LONGEST
    )
    rows = list(ended.select_for_update(skip_locked=True).values_list("id", "citizen_id", "capacity")[:5000])
    Session.objects.filter(id__in=[row_id for row_id, *_whose in rows]).delete()
    for row_id, citizen, packed in rows:
        whose = capacities.read(packed).whose(CitizenId(citizen))
        session_ended.send(sender=Session, session_id=row_id, citizen_id=whose)
    SignIn.objects.filter(touched_at__lte=now - queries.idle_time()).delete()
    SignIn.objects.filter(created_at__lte=now - queries.LONGEST).delete()
    Guest.objects.exclude(Exists(SignIn.objects.filter(id=OuterRef("sign_in_id")))).delete()
    Code.objects.filter(expires_at__lte=now - queries.LONGEST).delete()
    RefreshToken.objects.filter(family_ends_at__lte=now).delete()
    for kind in (Token, Challenge, PushedRequest, SeenOnce):
        kind.objects.filter(expires_at__lte=now).delete()
    visits.forget_old()
    return len(rows)
