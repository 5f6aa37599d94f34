"""Adding a passkey: who is signed in gives it a name, the device makes it, we keep the public half."""

from __future__ import annotations

from typing import Annotated

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from burgerprofiel.access import going_on, rules
from burgerprofiel.access.eid import challenge
from burgerprofiel.access.eid.refusals import RefusalError
from burgerprofiel.access.keys import passkey
from burgerprofiel.access.keys.passkey_messages import Made, to_make
from burgerprofiel.access.own import owner
from burgerprofiel.access.pages.keys.passkey import read, refused, use
from burgerprofiel.access.problem import json
from burgerprofiel.access.queries import SignedIn
from burgerprofiel.access.request import trace_of
from burgerprofiel.kit.levels import Key


class _New(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What the page sends: the challenge it was given, the name, and what the device made."""

    challenge_nonce: str
    label: Annotated[str, msgspec.Meta(max_length=500)]
    credential: Made


@require_safe
@owner(Key.passkey.level, lately=True, activating=True)
def new(request: HttpRequest, known: SignedIn) -> HttpResponse:
    """Ask for a name and a device."""
    rules.may_enrol(known.citizen_id, known.who, Key.passkey)
    context = {
        "here": "sign-in",
        "back": request.path,
        "verder": going_on.safe_next(request),
        "longest": passkey.LONGEST_LABEL,
    }
    return render(request, "access/passkey_new.html", context)


@require_POST
@owner(Key.passkey.level, lately=True, activating=True)
def ask(request: HttpRequest, known: SignedIn) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """Give a challenge, for this session alone."""
    rules.may_enrol(known.citizen_id, known.who, Key.passkey)
    nonce = challenge.issue(str(known.id))
    own = [(each.credential_id, each.transports) for each in passkey.mine(known.citizen_id)]
    first = known.who.given_name.partition(" ")[0]
    options = to_make(nonce, passkey.handle_of(known.citizen_id), first, own)
    return json({"challengeNonce": nonce, "options": options})


@require_POST
@owner(Key.passkey.level, lately=True, activating=True)
def keep(request: HttpRequest, known: SignedIn) -> HttpResponse:
    """Keep the passkey, or say why not."""
    try:
        sent = read(request, _New)
        use(sent.challenge_nonce, str(known.id))
        label = passkey.add(known, sent.credential, sent.challenge_nonce, sent.label, trace_of(request))
    except RefusalError as refusal:
        return refused(refusal)
    return json({"added": label}, status=201)
