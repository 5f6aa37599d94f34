"""`/`: for whom the desk is; and for who works here, what there is to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from burgerprofiel.access.request import viewer_of
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.desk.staff import Staff, staff_of
from burgerprofiel.feedback.handling import many_wait
from burgerprofiel.notices.announcements import progress
from burgerprofiel.privacy.office import officer
from burgerprofiel.privacy.queries import State, waiting


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Show the start page."""
    staff = staff_of(request)
    if staff is None and viewer_of(request):
        return render(request, "desk/no_role.html", {"staff": None, "role": None, "here": ""}, status=403)
    return render(request, "desk/front.html", {"staff": staff, "here": "front", "ways": _ways(staff)})


def _ways(staff: Staff | None) -> dict[str, list[tuple[str, str]]]:
    """Where each role begins; what is announced is so by the site's own staff alone."""
    return {
        DeskRole.COUNTER.value: [(_("Register an identity"), "/loket/nieuw"), (_("Registrations"), "/loket")],
        DeskRole.APPLICATIONS.value: [
            (_("Applications"), "/toepassingen"),
            (_("Senders"), "/afzenders"),
            (_("Words of notices"), "/meldingen/sjablonen"),
        ],
        DeskRole.TEAM.value: [(_("Team"), "/team")],
        DeskRole.MAIL.value: [(_("Mail"), "/post"), (_("Parts and rules"), "/post/regels")],
        DeskRole.MAIL_HANDLER.value: [(_("Mail"), "/post")],
        DeskRole.FEEDBACK.value: _feedback(staff),
        DeskRole.ANNOUNCING.value: _announcing(staff) if staff and staff.of_this_site else [],
        DeskRole.PRIVACY.value: _privacy(staff),
    }


def _feedback(staff: Staff | None) -> list[tuple[str, str]]:
    many = many_wait(staff.organisation.id) if staff and DeskRole.FEEDBACK in staff.roles else 0
    title = _("Reports on data")
    if many:
        title = ngettext("Reports on data: %(n)s to answer", "Reports on data: %(n)s to answer", many) % {"n": many}
    return [(title, "/verbeteringen")]


def _privacy(staff: Staff | None) -> list[tuple[str, str]]:
    who = officer(staff.id, staff.organisation, staff.trace) if staff and DeskRole.PRIVACY in staff.roles else None
    title, many = _("Questions about who looked"), 0
    if who:
        many = sum(number for state, number in waiting(who).items() if state is not State.ANSWERED)
    if many:
        title = ngettext("Questions about who looked: %(n)s", "Questions about who looked: %(n)s", many) % {"n": many}
    return [(title, "/inzage")]


def _announcing(staff: Staff) -> list[tuple[str, str]]:
    many = progress.to_release(staff.id) if DeskRole.ANNOUNCING in staff.roles else 0
    title = _("Announcements")
    if many:
        title = ngettext("Announcements: %(n)s to release", "Announcements: %(n)s to release", many) % {"n": many}
    return [(title, "/aankondigingen"), (_("New announcement"), "/aankondigingen/nieuw")]
