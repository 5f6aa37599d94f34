"""What happens once a key was shown, whichever it was: rules, session, trail (A2, A7; architecture, decision 6)."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from burgerprofiel.access import (
    actions,
    cookies,
    device,
    ending,
    last_key,
    queries,
    rules,
    sign_in_cookie,
    visits,
    warnings,
)
from burgerprofiel.access.cookies import SessionCookie
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.keys import catalogue
from burgerprofiel.access.request import trace_of
from burgerprofiel.access.rules.facts import Card
from burgerprofiel.access.viewer import Proof
from burgerprofiel.access.warnings import News
from burgerprofiel.kit import clock
from burgerprofiel.kit.levels import Key
from burgerprofiel.people.actions import meet
from burgerprofiel.people.profile.actions import note_seen


@dataclass(frozen=True)
class Accepted(SessionCookie):
    """The session that was opened, and what else the browser remembers of it."""

    way: str
    """The name of the kind of key (`keys.Kind.name`)."""
    mark: str
    """The browser's own mark, by which it is recognised for a year."""


def accept(request: HttpRequest, who: Identity, key: Key, card: Card | None = None, way: str = "") -> Accepted:
    """Sign the citizen in at the provider with a key that was just shown. Put the result on the answer with `put`.

    The same citizen's earlier proofs stay (stepping up adds one); somebody else's session of this browser ends. Raises
    rules.NotUsableError, after writing the refusal in the citizen's trail. `card`: what an eID tells of itself; `way`:
    the name of the provider that saw the key, when that was another one.
    """
    citizen_id = meet(who.ssin)
    try:
        if not catalogue.offers(way or key.name):
            raise rules.NotOfferedError(key)
        rules.check(citizen_id, who, key, card)
    except rules.NotUsableError as refusal:
        actions.refuse_sign_in(who, key.name, refusal.reason, trace_of(request))
        raise
    before, old = sign_in_cookie.signed_in(request), sign_in_cookie.read(request)
    earlier = _still_good(before.proofs) if before and before.citizen_id == citizen_id else ()
    mark = device.mark_of(request)
    device.note(request)
    with transaction.atomic():
        ending.one_at_a_time(citizen_id)
        rules.check(citizen_id, who, key, card)  # a lock or an end everywhere may have come in between
        note_seen(citizen_id, clock.today(), who.given_name, trace_of(request))  # profile, then trail: as it is changed
        if old and not actions.sign_out_at_provider(old, trace_of(request, old.digest), follows=bool(earlier)):
            earlier = ()  # that session was ended meanwhile: nothing of it lives on
        follows = before.id if before and earlier else None
        cookie = actions.sign_in(who, (*earlier, Proof(key, clock.now())), trace_of(request), follows)
        if visits.note(citizen_id, key, cookie, mark, device.here()):
            warnings.warn(citizen_id, News.NEW_DEVICE, key)
    return Accepted(cookie.token, cookie.seal_key, way or key.name, mark)


def _still_good(proofs: tuple[Proof, ...]) -> tuple[Proof, ...]:
    """A proof is good for as long as a session may last; showing another key makes it no younger."""
    return tuple(proof for proof in proofs if proof.at > clock.now() - queries.LONGEST)


def put(response: HttpResponseBase, accepted: Accepted) -> None:
    """Give the browser its session at the provider, its mark, and the key to show first next time."""
    cookies.put(response, settings.SIGN_IN_COOKIE, accepted.text)
    device.remember(response, accepted.mark)
    last_key.remember(response, accepted.way)
