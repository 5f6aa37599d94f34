"""`/profiel/adressen`: find an address and save it under a name of one's own; another name; remove it (E3).

What was found is sought again when it is chosen: nothing of an address comes from the form but what was typed.
"""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from burgerprofiel.access.going_on import Wrong
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit.connections import let_go
from burgerprofiel.people.addresses.address import Question
from burgerprofiel.people.addresses.search import LONGEST, Found, question, search
from burgerprofiel.people.profile.saved import actions
from burgerprofiel.people.profile.saved.actions import LONGEST_NAME, MOST, NotSavedError
from burgerprofiel.people.profile.saved.queries import place_of
from burgerprofiel.portal.pages.profile.own import done, own_profile, show

_FORM = ["GET", "HEAD", "POST"]
_FIELDS = ("street", "number", "box", "where")
_NAMES = {"street": "straat", "number": "nummer", "box": "bus", "where": "waar"}


@require_http_methods(_FORM)
@sensitive_post_parameters()
@own_profile
def add(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Ask for an address, show what was found, save what is chosen."""
    if request.method != "POST":
        return _ask(request, viewer, {}, "")
    typed = {each: request.POST.get(name, "") for each, name in _NAMES.items()}
    name = request.POST.get("naam", "")
    asked = question(**typed)
    wrong = _lacking(asked)
    if wrong:
        return _ask(request, viewer, typed, name, wrong)
    let_go()
    found = search(asked)
    if not found.addresses:
        nowhere = _("We know no such postcode or municipality in Belgium. Check how it is written.")
        return _ask(request, viewer, typed, name, (Wrong("waar", nowhere),))
    chosen = next((each for each in found.addresses if each.key == request.POST.get("gekozen")), None)
    if chosen is None:
        return _choose(request, viewer, asked, name, found)
    try:
        actions.save(viewer.citizen_id, name, chosen, viewer.trace)
    except NotSavedError as error:
        return _choose(request, viewer, asked, name, found, error.reason, chosen.key)
    return done("adres", "addresses")


def _lacking(asked: Question) -> tuple[Wrong, ...]:
    told = {
        "straat": (asked.street, _("Type the street.")),
        "nummer": (asked.number, _("Type the house number.")),
        "waar": (asked.where, _("Type the postcode or the municipality.")),
    }
    return tuple(Wrong(name, sentence) for name, (value, sentence) in told.items() if not value)


def _ask(
    request: HttpRequest, viewer: Viewer, typed: dict[str, str], name: str, wrong: tuple[Wrong, ...] = ()
) -> HttpResponse:
    shown = {each: typed.get(each, "")[: LONGEST[each]] for each in _FIELDS}
    context: dict[str, object] = {"typed": shown, "longest": LONGEST, "name": name[:LONGEST_NAME], "wrong": wrong}
    return show(request, viewer, "address", context, 400 if wrong else 200)


def _choose(
    request: HttpRequest,
    viewer: Viewer,
    asked: Question,
    name: str,
    found: Found,
    reason: str = "",
    key: str = "",
) -> HttpResponse:
    wrong = (Wrong("naam" if reason == "name" else "gekozen", not_saved(reason)),) if reason else ()
    hidden = {name: getattr(asked, each) for each, name in _NAMES.items()}
    context = {
        "hidden": hidden,
        "found": found,
        "name": name[:LONGEST_NAME],
        "longest": LONGEST_NAME,
        "key": key or found.addresses[0].key,
        "wrong": wrong,
    }
    return show(request, viewer, "address_choose", context, 400 if wrong else 200)


def not_saved(reason: str) -> str:
    """Return why a place was not saved."""
    match reason:
        case "many":
            return _("You have %(num)s saved addresses already. Remove one first.") % {"num": MOST}
        case "twice":
            return _("You saved this address already.")
        case _other:
            return _("Give it a name of at most %(num)s letters, for example “Grandma”.") % {"num": LONGEST_NAME}


@require_http_methods(_FORM)
@sensitive_post_parameters()
@own_profile
def rename(request: HttpRequest, viewer: Viewer, address: UUID) -> HttpResponseBase:
    """Call it otherwise."""
    found = place_of(viewer.citizen_id, address)
    if found is None:
        raise Http404
    name, wrong = found.name, tuple[Wrong, ...]()
    if request.method == "POST":
        name = request.POST.get("naam", "")
        try:
            actions.rename(viewer.citizen_id, address, name, viewer.trace)
        except NotSavedError as error:
            wrong = (Wrong("naam", not_saved(error.reason)),)
        else:
            return done("adres-naam", "addresses")
    context = {"place": found, "name": name[:LONGEST_NAME], "wrong": wrong, "longest": LONGEST_NAME}
    return show(request, viewer, "address_name", context, 400 if wrong else 200)


@require_POST
@own_profile
def remove(request: HttpRequest, viewer: Viewer, address: UUID) -> HttpResponseBase:  # noqa: ARG001 - Django's
    """Forget it; asking twice does nothing twice."""
    actions.remove(viewer.citizen_id, address, viewer.trace)
    return done("adres-weg", "addresses")
