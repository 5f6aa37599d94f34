"""`/op/activeren/sleutels`: adding the first keys after an activation, for an hour; then a key is needed (A4)."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from burgerprofiel.access.activation import citizen, progress
from burgerprofiel.access.activation.first import adding
from burgerprofiel.access.keys import catalogue, reach, store
from burgerprofiel.access.pages.activation.over import page
from burgerprofiel.access.pages.activation.proving import CODE, KEYS
from burgerprofiel.kit.levels import Key, Level


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Show what there is and what can be added."""
    begun = progress.read(request)
    known = adding(request)
    if known is None:
        return HttpResponseRedirect(CODE, status=303) if begun and not begun.chosen else _over(request)
    mine = [(row.label, Key[row.kind]) for row in store.mine(known.citizen_id)]
    context = {
        "here": "sign-in",
        "back": request.path,
        "who": known.who,
        "keys": [(label, reach.key_title(key)) for label, key in mine],
        "enough": any(key.level >= Level.SUBSTANTIAL for _label, key in mine),
        "addable": [kind for kind in catalogue.KINDS if kind.enrol],
        "further": urlencode({"verder": KEYS}),
        "until": citizen.until(begun),
    }
    return render(request, "access/activation_keys.html", context)


@require_POST
def finish(request: HttpRequest) -> HttpResponse:
    """End the hour at once, and go to sign in with what was added."""
    known = adding(request)
    if known:
        citizen.finish(known.id)
    response = HttpResponseRedirect(f"{settings.CONFIG.portal_origin}/aanmelden", status=303)
    progress.forget(response)
    return response


def _over(request: HttpRequest) -> HttpResponse:
    return page(
        request,
        _("The time to add keys is over"),
        _(
            "Keys that you added work: sign in with one of them, and you can add others. Did you add none yet? Then "
            "sign in with your eID, or go to the counter again with your document."
        ),
        status=400,
        sign_in=True,
    )
