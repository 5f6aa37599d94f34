"""What happens once a key was shown, whichever it was: rules, session, trail (A2, A7; architecture, decision 6)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from burgerprofiel.access import actions, cookies, rules, sign_in_cookie
from burgerprofiel.access.cookies import SessionCookie
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.request import trace_of
from burgerprofiel.access.viewer import Proof
from burgerprofiel.kit import clock
from burgerprofiel.kit.levels import Key
from burgerprofiel.people.actions import meet


def accept(request: HttpRequest, who: Identity, key: Key) -> SessionCookie:
    """Sign the citizen in at the provider with a key that was just shown. Put the result on the answer with `put`.

    The same citizen's earlier proofs stay (stepping up adds one); somebody else's session of this browser ends. Raises
    rules.NotUsableError, after writing the refusal in the citizen's trail.
    """
    citizen_id = meet(who.ssin)
    try:
        rules.check(citizen_id, who, key)
    except rules.NotUsableError as refusal:
        actions.refuse_sign_in(who, key.name, refusal.reason, trace_of(request))
        raise
    before, old = sign_in_cookie.signed_in(request), sign_in_cookie.read(request)
    earlier = before.proofs if before and before.citizen_id == citizen_id else ()
    if old:
        actions.sign_out_at_provider(old, trace_of(request, old.digest))
    return actions.sign_in(who, (*earlier, Proof(key, clock.now())), trace_of(request))


def put(response: HttpResponseBase, cookie: SessionCookie) -> None:
    """Give the browser its session at the provider."""
    cookies.put(response, settings.SIGN_IN_COOKIE, cookie.text)
