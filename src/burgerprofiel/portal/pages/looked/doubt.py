"""`/inzage/herken-ik-niet/<number>`: about one look in one's own trail, a question to the data protection officer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from burgerprofiel.access.going_on import Wrong
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit import clock
from burgerprofiel.portal.pages.looked import words
from burgerprofiel.portal.pages.looked.line import not_there, own_look
from burgerprofiel.portal.pages.looked.mine import own_trail
from burgerprofiel.privacy import actions, queries
from burgerprofiel.privacy.actions import LONGEST, AskedBeforeError, TooManyError
from burgerprofiel.privacy.term import due_on
from burgerprofiel.privacy.trail import telling
from burgerprofiel.privacy.trail.looks import Look


@require_http_methods(["GET", "HEAD", "POST"])
@own_trail
def doubt(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show the look with a form; by POST, ask."""
    look = own_look(viewer, number)
    if look is None:
        return not_there(request, viewer)
    if request.method != "POST":
        before = queries.asked_about(viewer.citizen_id, [look.number]).get(look.number)
        return HttpResponseRedirect(f"/inzage/vragen/{before}") if before else _form(request, viewer, look)
    question = " ".join(request.POST.get("question", "").replace("\r\n", "\n").split(" ")).strip()
    if wrong := _wrong(question):
        return _form(request, viewer, look, wrong=wrong, question=question, status=400)
    try:
        case = actions.ask(viewer, look, question)
    except AskedBeforeError:
        case = queries.asked_about(viewer.citizen_id, [look.number])[look.number]
    except TooManyError:
        return _form(request, viewer, look, too_many=True, question=question, status=409)
    return HttpResponseRedirect(f"/inzage/vragen/{case}", status=303)


def _wrong(question: str) -> tuple[Wrong, ...]:
    if len(question) > LONGEST:
        return (Wrong("question", _("This is too long. Write at most %(n)s letters.") % {"n": LONGEST}),)
    if "\x00" in question:
        return (Wrong("question", _("There is a sign in it that cannot be read. Type the text again.")),)
    return ()


def _form(request: HttpRequest, viewer: Viewer, look: Look, *, status: int = 200, **more: object) -> HttpResponse:
    context = {
        "viewer": viewer,
        "back": request.get_full_path(),
        "told": telling.tell(viewer.citizen_id, [look])[0],
        "due": due_on(clock.today()),
        "longest": LONGEST,
        "words": words,
        "wrong": (),
        "question": "",
        "too_many": False,
        **more,
    }
    return render(request, "portal/looked/doubt.html", context, status=status)
