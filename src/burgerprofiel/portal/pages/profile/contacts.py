"""`/profiel/e-mail` and `/profiel/gsm`: add a contact with a code, choose the first, remove one (E2, E3)."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from burgerprofiel.access.going_on import Wrong
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.people.profile.contact import Contact, Kind, as_written
from burgerprofiel.people.profile.contacts import actions, letter, proof
from burgerprofiel.people.profile.contacts.often import TooOftenError
from burgerprofiel.people.profile.contacts.values import NotAContactError
from burgerprofiel.people.profile.mine import profile_of
from burgerprofiel.people.profile.queries import contacts_of
from burgerprofiel.portal.pages.profile import words
from burgerprofiel.portal.pages.profile.own import HOME, done, own_profile, show

WAYS = {"e-mail": Kind.EMAIL, "gsm": Kind.PHONE}
_FORM = ["GET", "HEAD", "POST"]


def path_of(kind: Kind) -> str:
    """Return the page that adds a contact of a kind."""
    return next(f"{HOME}/{way}" for way, each in WAYS.items() if each is kind)


@require_http_methods(_FORM)
@sensitive_post_parameters()
@own_profile
def ask(request: HttpRequest, viewer: Viewer, way: str) -> HttpResponseBase:
    """Ask for an address or a number, and send a code there."""
    kind = WAYS[way]
    if request.method != "POST":
        again = _contact(viewer, request.GET.get("opnieuw", ""))
        return _asked(request, viewer, kind, again.value if again and again.kind is kind else "")
    typed = request.POST.get("naar", "")
    wrong, status = _send(viewer, kind, typed)
    if wrong:
        return _asked(request, viewer, kind, typed[:254], wrong, status)
    return HttpResponseRedirect(f"{path_of(kind)}/code", status=303)


def _send(viewer: Viewer, kind: Kind, typed: str) -> tuple[str, int]:
    """Send the code; return what is wrong, empty when nothing is, and the status for it."""
    if not letter.offered(kind):
        return _("No code can be sent from here at the moment. Nothing changed. Try again later, or call 1700."), 503
    language = profile_of(viewer.citizen_id).language or (get_language() or "nl")[:2]
    try:
        actions.ask(viewer.citizen_id, kind, typed, language, viewer.trace, viewer.given_name)
    except NotAContactError as error:
        return words.not_a_contact(kind, error), 400
    except actions.AlreadyThereError:
        return _("You can be reached there already."), 400
    except actions.TooManyError:
        return _("You have %(num)s of them already. Remove one first.") % {"num": actions.MOST}, 400
    except TooOftenError as error:
        return words.too_often(error), 429
    return "", 200


def _asked(
    request: HttpRequest, viewer: Viewer, kind: Kind, typed: str, wrong: str = "", status: int = 200
) -> HttpResponse:
    context = {"kind": kind.value, "typed": typed, "wrong": (Wrong("naar", wrong),) if wrong else ()}
    return show(request, viewer, "contact", context, status)


@require_http_methods(_FORM)
@sensitive_post_parameters()
@own_profile
def prove(request: HttpRequest, viewer: Viewer, way: str) -> HttpResponseBase:
    """Ask for the code."""
    kind = WAYS[way]
    sent_to = proof.waiting(viewer.citizen_id).get(kind, "")
    if not sent_to:
        return HttpResponseRedirect(path_of(kind), status=303)
    if request.method != "POST":
        return _code(request, viewer, kind, sent_to)
    if actions.prove(viewer.citizen_id, kind, request.POST.get("code", ""), viewer.trace):
        return done("contact", "reach")
    if kind not in proof.waiting(viewer.citizen_id):
        over = _("That was wrong five times: this code is over. Ask for a new one.")
        return _asked(request, viewer, kind, sent_to, over, 400)
    return _code(request, viewer, kind, sent_to, _("This code is not right. Look at the last one that we sent."))


def _code(request: HttpRequest, viewer: Viewer, kind: Kind, sent_to: str, wrong: str = "") -> HttpResponse:
    context = {
        "kind": kind.value,
        "to": as_written(kind, sent_to),
        "path": path_of(kind),
        "wrong": (Wrong("code", wrong),) if wrong else (),
    }
    return show(request, viewer, "code", context, 400 if wrong else 200)


@require_POST
@own_profile
def prefer(request: HttpRequest, viewer: Viewer, contact: UUID) -> HttpResponseBase:  # noqa: ARG001 - Django's
    """Let this one come first."""
    if _contact(viewer, str(contact)) is None:
        raise Http404
    actions.prefer(viewer.citizen_id, contact, viewer.trace)
    return done("contact-eerst", "reach")


@require_http_methods(_FORM)
@own_profile
def remove(request: HttpRequest, viewer: Viewer, contact: UUID) -> HttpResponseBase:
    """Ask first, saying what follows; then remove it everywhere."""
    found = _contact(viewer, str(contact))
    if found is None:
        if request.method == "POST":
            return done("contact-weg", "reach")
        raise Http404
    if request.method == "POST":
        actions.remove(viewer.citizen_id, contact, viewer.trace)
        return done("contact-weg", "reach")
    mine = contacts_of(viewer.citizen_id)
    context = {"contact": found, "last": not any(each.works for each in mine if each.id != found.id)}
    return show(request, viewer, "contact_remove", context)


def _contact(viewer: Viewer, contact: str) -> Contact | None:
    """The contact that an address names, when it is the citizen's own."""
    return next((each for each in contacts_of(viewer.citizen_id) if str(each.id) == contact), None)
