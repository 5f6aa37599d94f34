"""Codes by SMS and e-mail: signing in at `/op/aanmelden/<way>`, adding one at `/op/sleutels/nieuw/<way>` (A2).

Two steps: who (or where to), then the code. The second step looks the same whether or not the first was right.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from burgerprofiel.access import browser, going_on, limits, rules, signing_in, tokens
from burgerprofiel.access.going_on import Wrong, safe_next
from burgerprofiel.access.keys import coded, codes, store
from burgerprofiel.access.keys.password import NOBODY
from burgerprofiel.access.own import owner
from burgerprofiel.access.queries import SignedIn
from burgerprofiel.access.request import trace_of
from burgerprofiel.kit.levels import Key
from burgerprofiel.kit.post import mail, sms, where


class Way(NamedTuple):
    """A way to send a code: which key it is, how its destination is read, and whether we can send so."""

    key: Key
    read: Callable[[str], str]
    offered: Callable[[], bool]


_WAYS = {
    "sms": Way(Key.csamsms, where.number, sms.offered),
    "e-mail": Way(Key.csammail, where.address, mail.offered),
}


def _of(way: str) -> Way:
    if not _WAYS[way].offered():
        raise Http404
    return _WAYS[way]


def _language() -> str:
    return (get_language() or "nl")[:2]


def _on(name: str, request: HttpRequest) -> HttpResponseRedirect:
    address = f"{reverse(name)}?{urlencode({'verder': safe_next(request)})}"
    return HttpResponseRedirect(address, status=303)


def _wait(answer: HttpResponse, error: limits.TooManyError) -> HttpResponse:
    answer["Retry-After"] = str(error.seconds)
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def sign_in(request: HttpRequest, way: str) -> HttpResponse:
    """Ask for user name and password; then send a code, if that is right."""
    key = _of(way).key
    if request.method != "POST":
        return _ask(request, way)
    try:
        tries = limits.take(coded.name_of(request), limits.address_of(request))
    except limits.TooManyError as error:
        return _wait(_ask(request, way, error.sentence, 429), error)
    mark = browser.mark_of(request) or tokens.new()
    codes.ask(coded.prove_half(request, key), key, mark, _language(), tries=tries)
    response = _on(f"op-sign-in-{way}-code", request)
    browser.mark(request, response, mark)
    return response


def _ask(request: HttpRequest, way: str, wrong: str = "", status: int = 200) -> HttpResponse:
    found = (Wrong("user-name", wrong),) if wrong else ()
    more = {"way": way, "user_name": request.POST.get("user-name", "")}
    return render(request, "access/code_ask.html", going_on.frame(request, found) | more, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_step(request: HttpRequest, way: str) -> HttpResponse:
    """Ask for the code that was sent."""
    key = _of(way).key
    if request.method != "POST":
        return _step(request, way)
    asker = codes.asker(browser.mark_of(request), key)
    row = codes.use(browser.mark_of(request), codes.SIGN_IN, key, request.POST.get("code", ""))
    who = coded.holder(row, key) if row else None
    if row is None or who is None:
        if asker:  # without a code to try nothing was tried: nobody fills the jobs or a trail with it
            coded.note_refusal(request, None if asker == NOBODY else asker, key)
        return _step(request, way, _wrong_code(), 403)
    limits.give_back(codes.tries_of(row))
    try:
        cookie = signing_in.accept(request, who, key)
    except rules.NotUsableError as refusal:
        return _step(request, way, f"{refusal.title} {refusal.advice}", 403)
    response = HttpResponseRedirect(safe_next(request), status=303)
    signing_in.put(response, cookie)
    return response


def _wrong_code() -> str:
    return _("This code is not right, or no longer valid. Check the last message that we sent, or ask for a new code.")


def _step(request: HttpRequest, way: str, wrong: str = "", status: int = 200) -> HttpResponse:
    found = (Wrong("code", wrong),) if wrong else ()
    return render(request, "access/code_step.html", going_on.frame(request, found) | {"way": way}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@owner(lately=True, activating=True)
def add(request: HttpRequest, known: SignedIn, way: str) -> HttpResponse:
    """Ask for a number or an address, and send a code there."""
    chosen = _of(way)
    rules.may_enrol(known.citizen_id, known.who, chosen.key)
    if not store.has_user_name(known.citizen_id):
        first = reverse("op-choose-password")
        return HttpResponseRedirect(f"{first}?{urlencode({'verder': request.get_full_path()})}", status=303)
    if request.method != "POST":
        return _new(request, way)
    to = chosen.read(request.POST.get("to", ""))
    if not to:
        return _new(request, way, _not_a_number() if way == "sms" else _not_an_address(), 400)
    try:
        limits.take(f"{known.citizen_id.hex} adds", limits.address_of(request))
    except limits.TooManyError as error:
        return _wait(_new(request, way, error.sentence, 429), error)
    mark = browser.mark_of(request) or tokens.new()
    codes.ask_to_enrol(known.citizen_id, chosen.key, mark, _language(), to)
    response = _on(f"op-add-{way}-code", request)
    browser.mark(request, response, mark)
    return response


def _not_a_number() -> str:
    return _("This is not a mobile number. Write it as 0470 12 34 56, or with the country in front: +31 6 12345678.")


def _not_an_address() -> str:
    return _("This is not an e-mail address. Write it as name@example.be.")


def _new(request: HttpRequest, way: str, wrong: str = "", status: int = 200) -> HttpResponse:
    context = _own(request, way, Wrong("to", wrong) if wrong else None) | {"to": request.POST.get("to", "")}
    return render(request, "access/code_add.html", context, status=status)


def _own(request: HttpRequest, way: str, wrong: Wrong | None) -> dict[str, object]:
    return {
        "here": "sign-in",
        "back": request.get_full_path(),
        "verder": safe_next(request),
        "wrong": (wrong,) if wrong else (),
        "way": way,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@owner(lately=True, activating=True)
def add_step(request: HttpRequest, known: SignedIn, way: str) -> HttpResponse:
    """Keep the number or address once its code is shown."""
    key, mark = _of(way).key, browser.mark_of(request)
    to = codes.asked(mark, key, known.citizen_id)
    if not to:
        return _on(f"op-add-{way}", request)
    if request.method == "POST":
        row = codes.use(mark, codes.ENROL, key, request.POST.get("code", ""))
        if row and row.citizen_id == known.citizen_id:
            proved = codes.destination(row)
            store.add(known.citizen_id, known.who, key, where.hidden(proved), proved.encode(), trace_of(request))
            return HttpResponseRedirect(safe_next(request), status=303)
    wrong = Wrong("code", _wrong_code()) if request.method == "POST" else None
    context = _own(request, way, wrong) | {"to": to}
    return render(request, "access/code_add_step.html", context, status=400 if wrong else 200)
