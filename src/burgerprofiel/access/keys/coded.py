"""Signing in with a coded key: user name, password and a code are judged together, and told together.

About the same work is done whoever is named, so that nobody learns who exists or which of the three was wrong.
"""

from __future__ import annotations

from django.http import HttpRequest

from burgerprofiel.access.identity import Identity
from burgerprofiel.access.keys import password, store, totp
from burgerprofiel.access.models import OneTimeCode
from burgerprofiel.access.request import trace_of
from burgerprofiel.kit import jobs
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.levels import Key


def name_of(request: HttpRequest) -> str:
    """The user name in the form, as limits count it."""
    return password.same(request.POST.get("user-name", ""))


def prove_app(request: HttpRequest) -> Identity | None:
    """Return who they are when user name, password and the app's code are right; the code is used up then."""
    citizen_id, fits = password.prove(request.POST.get("user-name", ""), request.POST.get("password", ""))
    shown = totp.match(citizen_id or password.NOBODY, request.POST.get("code", ""))
    if citizen_id and fits and shown and store.used(*shown):
        return store.identity_of(citizen_id)
    note_refusal(request, citizen_id, Key.csamtotp)
    return None


def prove_half(request: HttpRequest, key: Key) -> CitizenId:
    """Return whom a code is for when user name and password are right and they have such a key; else nobody."""
    citizen_id, fits = password.prove(request.POST.get("user-name", ""), request.POST.get("password", ""))
    mine = store.mine(citizen_id or password.NOBODY, key)
    right = bool(citizen_id and fits and mine)
    note_refusal(request, None if right else citizen_id, key)  # noting nothing takes as long as noting something
    return citizen_id if right and citizen_id else password.NOBODY


def holder(row: OneTimeCode, key: Key) -> Identity | None:
    """Return who proved a code, as long as the key and the user name are still theirs."""
    citizen_id = CitizenId(row.citizen_id)
    mine = store.mine(citizen_id, key) if store.has_user_name(citizen_id) else []
    if not mine or not store.used(mine[-1]):
        return None
    return store.identity_of(citizen_id)


def note_refusal(request: HttpRequest, citizen_id: CitizenId | None, key: Key) -> None:
    """Let the citizen read in their trail that somebody tried: written later, so that it takes no time here."""
    jobs.ask("access.note_refusal", citizen=str(citizen_id or ""), key=key.name, path=trace_of(request).path)
