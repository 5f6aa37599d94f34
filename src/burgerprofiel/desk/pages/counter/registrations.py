"""`/loket`: what this organisation registered, newest first. Names are sealed, so one searches by national number."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from burgerprofiel.access.activation import afterwards, queries
from burgerprofiel.access.activation.queries import Registered
from burgerprofiel.access.going_on import Wrong
from burgerprofiel.desk.guards import requires
from burgerprofiel.desk.pages.counter import form, states
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.desk.staff import Staff
from burgerprofiel.kit.ssin import Ssin


@require_http_methods(["GET", "HEAD", "POST"])
@requires(DeskRole.COUNTER)
def registrations(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Show a page of them; a search comes by POST, so that no number stands in an address."""
    if request.method == "POST":
        return _found(request, staff)
    rows, before = queries.of_organisation(staff.organisation.id, before=_before(request))
    return _page(request, staff, rows, before=before, first="voor" not in request.GET)


def _found(request: HttpRequest, staff: Staff) -> HttpResponse:
    try:
        number = Ssin(request.POST.get("number", "").strip())
    except ValueError:
        wrong = Wrong("number", _("This is not a national number or BIS number. It has 11 digits."))
        return _page(request, staff, [], wrong=(wrong,), searched=True, status=400)
    found = queries.of_citizen(staff.organisation.id, number)
    afterwards.note_read(form.counter_of(staff, None), [row.id for row in found], staff.viewer.trace)
    return _page(request, staff, found, searched=True)


def _page(
    request: HttpRequest, staff: Staff, rows: list[Registered], *, status: int = 200, **more: object
) -> HttpResponse:
    context = {
        "staff": staff,
        "here": "counter",
        "rows": [(row, states.told(row.state), form.document_title(row.document)) for row in rows],
        "wrong": (),
        "before": None,
        "first": True,
        "searched": False,
        **more,
    }
    return render(request, "desk/counter/registrations.html", context, status=status)


def _before(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("voor", ""))
    except ValueError:
        return None
