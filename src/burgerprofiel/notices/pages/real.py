"""`/is-dit-echt`: anybody types the code of an e-mail and reads whether we wrote it, without signing in (C6).

It tells on which day we wrote an e-mail with that code, about what, and from which address: neither to whom nor what
was in it. A fraud can copy a code from an e-mail of their own; who names the address at which it came hears that too.
What is typed is kept nowhere. Who guesses waits: a try counts, unless it was right.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from burgerprofiel.access import limits
from burgerprofiel.kit.letters import proof
from burgerprofiel.kit.letters.proof import Proof

_ASIDE = "letter codes"
LONGEST = 320
"""Characters of an address that are looked at."""


class Verdict(StrEnum):
    """What can be said of a code."""

    OURS = "ours"
    """We wrote it, to this address."""
    SOME = "some"
    """We wrote an e-mail with it; no address was named."""
    COPIED = "copied"
    """We wrote an e-mail with it, but not to this address."""
    NOT_OURS = "not-ours"
    EMPTY = "empty"
    WAIT = "wait"


@dataclass(frozen=True)
class Found:
    """The verdict, and what the code says."""

    verdict: Verdict
    proof: Proof | None = None
    minutes: int = 0
    """To wait."""


_STATUS = {Verdict.EMPTY: 422, Verdict.WAIT: 429}


@csrf_exempt  # changes nothing and is for nobody in particular
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Show the form; with a code, what we know of it."""
    code, address = request.POST.get("code", "")[: proof.LONGEST], request.POST.get("address", "")[:LONGEST]
    found = _found(request, code, address) if request.method == "POST" else None
    context = {
        "found": found,
        "code": code if found and found.verdict is not Verdict.OURS else "",
        "address": address,
        "sender": settings.CONFIG.mail_sender,
        "portal_host": settings.CONFIG.portal_address,
        "back": "/is-dit-echt",
        "here": "real",
    }
    status = _STATUS.get(found.verdict, 200) if found else 200
    response = render(request, "notices/real.html", context, status=status)
    response["Cache-Control"] = "no-store"
    if found and found.minutes:
        response["Retry-After"] = str(found.minutes * 60)
    return response


def _found(request: HttpRequest, code: str, address: str) -> Found:
    if not code.strip():
        return Found(Verdict.EMPTY)
    try:
        tries = limits.take_aside(_ASIDE, limits.address_of(request))
    except limits.TooManyError as error:
        return Found(Verdict.WAIT, minutes=error.minutes)
    said = proof.read(code)
    verdict = _verdict(said, address)
    if verdict in (Verdict.OURS, Verdict.SOME):
        limits.give_back(tries)
    return Found(verdict, said)


def _verdict(said: Proof | None, address: str) -> Verdict:
    if said is None:
        return Verdict.NOT_OURS
    if not address.strip():
        return Verdict.SOME
    return Verdict.OURS if said.went_to(address) else Verdict.COPIED
