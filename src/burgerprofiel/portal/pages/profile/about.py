"""`/profiel/roepnaam` and `/profiel/taal`: how to call you, and in which language to write to you (E3)."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from burgerprofiel.access.going_on import Wrong
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.people.profile import greeting
from burgerprofiel.people.profile import own as profile
from burgerprofiel.people.profile.mine import profile_of
from burgerprofiel.people.profile.own import LONGEST_NAME, NotANameError
from burgerprofiel.people.profile.photo import actions as photo
from burgerprofiel.portal.pages.profile.overview import usual_name, with_names
from burgerprofiel.portal.pages.profile.own import done, own_profile, show

_FORM = ["GET", "HEAD", "POST"]


@require_http_methods(_FORM)
@own_profile
def call_name(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Choose how to be called, with the names as the register has them beside it."""
    mine = profile_of(viewer.citizen_id)
    context: dict[str, object] = {"longest": LONGEST_NAME, "has_one": bool(mine.call_name)}
    if request.method != "POST":
        context["name"] = mine.call_name or usual_name(viewer)
        return with_names(request, viewer, "portal/profile/call_name.html", context)
    typed = request.POST.get("roepnaam", "")
    try:
        profile.choose_call_name(viewer.citizen_id, typed, viewer.trace)
    except NotANameError as error:
        context |= {"name": typed[: LONGEST_NAME * 2], "wrong": (Wrong("roepnaam", _not_a_name(error)),)}
        response = with_names(request, viewer, "portal/profile/call_name.html", context)
        response.status_code = 400
        return response
    return done("naam", "name")


def _not_a_name(error: NotANameError) -> str:
    match error.reason:
        case "empty":
            return _("Type how we may call you.")
        case "long":
            return _("Choose a shorter name: at most %(num)s letters.") % {"num": LONGEST_NAME}
        case _other:
            return _("Use letters only, with a space, a hyphen or an apostrophe between them.")


@require_http_methods(_FORM)
@own_profile
def language(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Choose the language of what we send."""
    if request.method != "POST":
        return show(request, viewer, "language", {"chosen": profile_of(viewer.citizen_id).language or "nl"})
    try:
        profile.choose_language(viewer.citizen_id, request.POST.get("taal", ""), viewer.trace)
    except ValueError:
        wrong = (Wrong(f"taal-{settings.LANGUAGE_CODE}", _("Choose one of these languages.")),)
        return show(request, viewer, "language", {"chosen": "", "wrong": wrong}, 400)
    return done("taal", "language")


def _removing(remove: Callable[..., bool], what: str, section: str) -> Callable[[HttpRequest], HttpResponseBase]:
    @require_POST
    @own_profile
    def page(request: HttpRequest, viewer: Viewer) -> HttpResponseRedirect:  # noqa: ARG001 - Django's signature
        remove(viewer.citizen_id, viewer.trace)
        return done(what, section)

    return page


@require_POST
@own_profile
def remove_call_name(request: HttpRequest, viewer: Viewer) -> HttpResponseRedirect:  # noqa: ARG001 - Django's
    """Forget it; from then on the first name greets again."""
    profile.remove_call_name(viewer.citizen_id, viewer.trace)
    greeting.keep(viewer.citizen_id, viewer.given_name, viewer.trace)
    return done("naam-weg", "name")


@require_POST
@own_profile
def first_name(request: HttpRequest, viewer: Viewer) -> HttpResponseRedirect:  # noqa: ARG001 - Django's
    """Be greeted with the first name, after having wanted no name."""
    greeting.allow(viewer.citizen_id, viewer.given_name, viewer.trace)
    return done("voornaam", "name")


no_name = _removing(greeting.refuse, "zonder-naam", "name")
remove_language = _removing(profile.remove_language, "taal-weg", "language")
remove_photo = _removing(photo.remove, "foto-weg", "photo")
