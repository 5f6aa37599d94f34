"""`/aankondigingen/verteld/<id>`: how far one is that was released, whoever made it; and the button that stops it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from burgerprofiel.access.going_on import Wrong
from burgerprofiel.desk.names import names_of
from burgerprofiel.desk.pages.announcing import words
from burgerprofiel.desk.pages.announcing.edit import LIST
from burgerprofiel.desk.pages.announcing.office import of_the_site
from burgerprofiel.desk.pages.announcing.one import reason_of
from burgerprofiel.desk.staff import Staff
from burgerprofiel.kit import clock
from burgerprofiel.notices.announcements import progress, stopping
from burgerprofiel.notices.notice import Channel


@require_safe
@of_the_site
def told(request: HttpRequest, staff: Staff, announcement_id: UUID) -> HttpResponse:
    """Show how far it is."""
    return _page(request, staff, announcement_id)


@require_POST
@of_the_site
def stop(request: HttpRequest, staff: Staff, announcement_id: UUID) -> HttpResponse:
    """Stop it, by one pair of eyes: who waits for a colleague tells thousands more meanwhile."""
    reason, wrong = reason_of(request)
    if wrong:
        return _page(request, staff, announcement_id, wrong=wrong, reason=reason, status=400)
    try:
        stopping.stop(announcement_id, reason, staff.id, staff.trace)
    except stopping.StoppedBeforeError:
        before = progress.stop_of(announcement_id)
        if before is not None and before.stopped_by == staff.id:
            return HttpResponseRedirect(f"{LIST}/verteld/{announcement_id}", status=303)
        return _page(request, staff, announcement_id, _("A colleague stopped it already."), status=409)
    return HttpResponseRedirect(f"{LIST}/verteld/{announcement_id}?gedaan=gestopt", status=303)


def _page(
    request: HttpRequest,
    staff: Staff,
    announcement_id: UUID,
    trouble: str = "",
    *,
    wrong: tuple[Wrong, ...] = (),
    reason: str = "",
    status: int = 200,
) -> HttpResponse:
    it = progress.announcement(announcement_id)
    if it is None:
        raise Http404
    row, stopped = progress.proposal_of(announcement_id), progress.stop_of(announcement_id)
    figures = progress.figures(announcement_id)
    people = [row.written_by, row.decided_by] if row else []
    context = {
        "staff": staff,
        "here": "announcing",
        "back": f"{LIST}/verteld/{announcement_id}",
        "it": it,
        "row": row,
        "stop": stopped,
        "names": names_of([each for each in (*people, stopped and stopped.stopped_by) if each]),
        "figures": figures,
        "line": progress.Told(it, figures.told, figures.left, stopped, row),
        "over": bool(it.expires_at and it.expires_at <= clock.now()),
        "letters": [(words.channel(each), figures.letters[each]) for each in Channel if each in figures.letters],
        "words": words,
        "now": clock.now(),
        "trouble": trouble,
        "wrong": wrong,
        "reason": reason,
        "longest": stopping.LONGEST_REASON,
        "done": _done(request.GET.get("gedaan", "")),
    }
    return render(request, "desk/announcing/told.html", context, status=status)


def _done(what: str) -> str:
    match what:
        case "vrijgegeven":
            return _("Released. It is being told now.")
        case "gestopt":
            return _("Stopped. Nobody else is told.")
        case _other:
            return ""
