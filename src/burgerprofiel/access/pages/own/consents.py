"""`/op/toestemmingen`: every application with access to something of the citizen, and ending it: one, or all (A8)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from burgerprofiel.access import consents
from burgerprofiel.access.consents import Access
from burgerprofiel.access.own import owner
from burgerprofiel.access.provider.scopes import Told, told, told_of_mailbox
from burgerprofiel.access.queries import SignedIn
from burgerprofiel.access.request import trace_of
from burgerprofiel.kit.levels import Level

PAGE = "/op/toestemmingen"


class _Shown(NamedTuple):
    """An application in the list."""

    access: Access
    told: Sequence[Told]


@require_safe
@owner(Level.LOW)
def mine(request: HttpRequest, known: SignedIn) -> HttpResponse:
    """List them. Who could agree can also withdraw: no key is too weak for it."""
    shown = [
        _Shown(each, told(each.scopes, known.who) + told_of_mailbox(each.details))
        for each in consents.mine(known.citizen_id)
    ]
    return render(request, "access/consents.html", _frame(request, {"shown": shown, "done": _done(request)}))


def _told(access: Access, known: SignedIn) -> Sequence[Told]:
    return told(access.scopes, known.who) + told_of_mailbox(access.details)


def _done(request: HttpRequest) -> str:
    """What has just happened, in a sentence; the address names it, the words are ours."""
    match request.GET.get("gedaan"):
        case "een":
            return _("The access has ended. From now on the application learns nothing from us.")
        case "alle":
            return _("All access has ended. From now on no application learns anything from us.")
        case _other:
            return ""


@require_http_methods(["GET", "HEAD", "POST"])
@owner(Level.LOW)
def withdraw(request: HttpRequest, known: SignedIn) -> HttpResponse:
    """Ask first, saying what it means; then end the access to one application, or without a name to all."""
    name = (request.POST if request.method == "POST" else request.GET).get("toepassing", "")
    meant = [each for each in consents.mine(known.citizen_id) if name in ("", each.client_id)]
    if not meant:
        return HttpResponseRedirect(PAGE, status=303)
    if request.method == "POST":
        consents.withdraw(known.citizen_id, [each.client_id for each in meant], trace_of(request))
        return HttpResponseRedirect(f"{PAGE}?gedaan={'een' if name else 'alle'}", status=303)
    context = {"meant": meant, "name": name, "asked_again": all(each.asks for each in meant)}
    return render(request, "access/consent_withdraw.html", _frame(request, context))


def _frame(request: HttpRequest, context: dict[str, object]) -> dict[str, object]:
    return {"here": "sign-in", "back": request.get_full_path(), "tab": "consents", **context}
