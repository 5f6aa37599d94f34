"""`/inzage/<id>` at the desk: what was asked, what the trail says, whether the trail holds, and the answer."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from burgerprofiel.access.going_on import Wrong
from burgerprofiel.audit import trail
from burgerprofiel.audit.trail import Step
from burgerprofiel.desk.names import names_of
from burgerprofiel.desk.pages.privacy import words
from burgerprofiel.desk.pages.privacy.office import of_the_office
from burgerprofiel.desk.staff import Staff
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.privacy import actions
from burgerprofiel.privacy.actions import LONGEST, OverError
from burgerprofiel.privacy.office import Officer
from burgerprofiel.privacy.queries import State
from burgerprofiel.privacy.trail import looks, telling, who
from burgerprofiel.privacy.trail.who import Kind


class Seen(NamedTuple):
    """An event as the officer reads it: the citizen's words, and what was written down beside."""

    step: Step
    words: str
    colleague: str
    """Who of the staff it was, by name; empty: nobody of the staff."""


@require_safe
@of_the_office
def case(request: HttpRequest, staff: Staff, officer: Officer, case_id: UUID) -> HttpResponse:
    """Show it, and write in the citizen's trail that it was read."""
    return _page(request, staff, officer, case_id, done=words.DONE.get(request.GET.get("gedaan", ""), str)())


@require_POST
@of_the_office
def take(request: HttpRequest, staff: Staff, officer: Officer, case_id: UUID) -> HttpResponse:
    """Take it in hand."""
    try:
        actions.take(officer, case_id)
    except OverError:
        return _page(request, staff, officer, case_id, late=True, status=409)
    return HttpResponseRedirect(f"/inzage/{case_id}?gedaan=genomen", status=303)


@require_POST
@of_the_office
def answer(request: HttpRequest, staff: Staff, officer: Officer, case_id: UUID) -> HttpResponse:
    """Answer it."""
    text = request.POST.get("answer", "").replace("\r\n", "\n").strip()
    wrong = ""
    if not text:
        wrong = _("Write the answer.")
    elif len(text) > LONGEST:
        wrong = _("This is too long. Write at most %(n)s letters.") % {"n": LONGEST}
    elif "\x00" in text:
        wrong = _("There is a sign in it that cannot be read. Type the text again.")
    if wrong:
        told = (Wrong("answer", wrong),)
        return _page(request, staff, officer, case_id, wrong=told, text=text, status=400)
    try:
        actions.answer(officer, case_id, text)
    except OverError:
        return _page(request, staff, officer, case_id, late=True, text=text, status=409)
    return HttpResponseRedirect(f"/inzage/{case_id}?gedaan=beantwoord", status=303)


def _page(
    request: HttpRequest, staff: Staff, officer: Officer, case_id: UUID, *, status: int = 200, **more: object
) -> HttpResponse:
    found = actions.read(officer, case_id)
    if found is None:
        raise Http404
    steps = trail.steps(found.citizen_id, found.events)
    context = {
        "staff": staff,
        "here": "privacy",
        "back": f"/inzage/{case_id}",
        "case": found,
        "handler": names_of([found.taken_by])[found.taken_by] if found.taken_by else "",
        "told": telling.tell(found.citizen_id, [looks.of(steps)])[0] if steps else None,
        "seen": _seen(found.citizen_id, steps),
        "faults": trail.faults(found.citizen_id),
        "State": State,
        "longest": LONGEST,
        "words": words,
        "wrong": (),
        "text": "",
        "done": "",
        "late": False,
        **more,
    }
    return render(request, "desk/privacy/one.html", context, status=status)


def _seen(citizen_id: CitizenId, steps: list[Step]) -> list[Seen]:
    """Each event, oldest first, with the name of the colleague who did it: for the officer alone."""
    staff = {each.actor for each in steps if who.kind_of(citizen_id, each.actor) is Kind.STAFF}
    names = {str(each): name for each, name in names_of(UUID(actor) for actor in staff).items()} if staff else {}
    told = [telling.tell_steps([each])[0].words for each in steps]
    return [Seen(step, words_, names.get(step.actor, "")) for step, words_ in zip(steps, told, strict=True)]
