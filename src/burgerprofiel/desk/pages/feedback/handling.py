"""`/verbeteringen`: what citizens reported of facts whose source has no system; one of them; its next step."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from burgerprofiel.access.going_on import Wrong
from burgerprofiel.desk.guards import requires
from burgerprofiel.desk.names import name_of
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.desk.staff import Staff
from burgerprofiel.feedback import handling, words
from burgerprofiel.feedback.handling import Handler
from burgerprofiel.feedback.life import Status
from burgerprofiel.feedback.pages.own import served
from burgerprofiel.feedback.queries import NotThereError
from burgerprofiel.feedback.rows import Said
from burgerprofiel.kit.prefetching import is_ahead_of_time, not_yet


def _who(staff: Staff) -> Handler:
    return Handler(staff.organisation.id, str(staff.id), staff.trace, staff.id)


@require_safe
@requires(DeskRole.FEEDBACK)
def reports(request: HttpRequest, staff: Staff) -> HttpResponse:
    """The list: what waits, the oldest first; or what was answered."""
    done = request.GET.get("staat") == "klaar"
    context = _around(staff) | {"reports": handling.waiting(_who(staff), done=done), "done": done}
    return render(request, "desk/feedback/list.html", context)


@require_safe
@requires(DeskRole.FEEDBACK)
def report(request: HttpRequest, staff: Staff, report: UUID) -> HttpResponse:
    """One."""
    return _shown(request, staff, report)


@require_safe
@requires(DeskRole.FEEDBACK)
def attachment(request: HttpRequest, staff: Staff, report: UUID) -> HttpResponseBase:
    """The document that the citizen attached."""
    if is_ahead_of_time(request) or request.method == "HEAD":
        return not_yet()
    try:
        return served(handling.attachment(_who(staff), report))
    except NotThereError:
        raise Http404 from None


@require_POST
@requires(DeskRole.FEEDBACK)
def step(request: HttpRequest, staff: Staff, report: UUID) -> HttpResponse:
    """Take it, or set its next status."""
    wanted, told = request.POST.get("stap", ""), request.POST.get("melder", "").replace("\0", "").strip()
    said = Said(told, request.POST.get("intern", "").replace("\0", "").strip())
    try:
        if wanted == "neem":
            handling.take(_who(staff), report)
        elif wanted in {str(each.value) for each in Status}:
            handling.set_status(_who(staff), report, Status(int(wanted)), said)
        else:
            return _shown(request, staff, report, (Wrong("stap", _("Choose the next step.")),), 400)
    except NotThereError:
        raise Http404 from None
    except handling.NothingSaidError:
        missing = _("Say to the citizen why it stays as it is, or what was done.")
        return _shown(request, staff, report, (Wrong("melder", missing),), 400)
    except handling.WrongStepError:
        late = _("That step does not come now: perhaps a colleague was here meanwhile. Nothing of yours was kept.")
        return _shown(request, staff, report, (Wrong("stap", late),), 409)
    return HttpResponseRedirect(f"/verbeteringen/{report}?gedaan=ja", status=303)


def _shown(
    request: HttpRequest, staff: Staff, report: UUID, wrong: tuple[Wrong, ...] = (), status: int = 200
) -> HttpResponse:
    try:
        found = handling.one(_who(staff), report)
    except NotThereError:
        raise Http404 from None
    context = _around(staff) | {
        "found": found,
        "it": found.it,
        "citizen": found.it.said.citizen or name_of(found.it.citizen_id),
        "assignee": name_of(found.assignee) if found.assignee else "",
        "by_name": _by,
        "Status": Status,
        "wrong": wrong,
        "sent": request.POST,
        "done": request.GET.get("gedaan") == "ja",
    }
    return render(request, "desk/feedback/one.html", context, status=status)


def _by(who: str) -> str:
    """Return who did a step, as colleagues call them."""
    try:
        return name_of(UUID(who))
    except ValueError:
        return _("The citizen") if who == "citizen" else who


def _around(staff: Staff) -> dict[str, object]:
    return {"staff": staff, "here": "feedback", "words": words}
