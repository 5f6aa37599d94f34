"""`/toepassingen`: every application, what waits for a second pair of eyes, and what was ever proposed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from burgerprofiel.access import faces
from burgerprofiel.access.clients import queries
from burgerprofiel.access.clients.written import written
from burgerprofiel.access.models import ClientChange
from burgerprofiel.desk.guards import requires
from burgerprofiel.desk.names import name_of
from burgerprofiel.desk.pages.clients import whose, words
from burgerprofiel.desk.roles import DeskRole
from burgerprofiel.desk.staff import Staff
from burgerprofiel.organisations import queries as organisations


@require_safe
@requires(DeskRole.APPLICATIONS)
def every(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Show the list."""
    body = whose.body_of(staff)
    waits = queries.waiting(body)
    context = {
        "clients": [(row, faces.with_client_id(row.client_id)) for row in queries.everyone(body)],
        "waiting": [told(change, staff) for change in waits],
        "waits_for": {change.client_id for change in waits},
    }
    return render(request, "desk/clients/every.html", {"staff": staff, "here": "clients", **context})


@require_safe
@requires(DeskRole.APPLICATIONS)
def one(request: HttpRequest, staff: Staff, client_id: str) -> HttpResponse:
    """Show one application: its registration, whoever wrote it, and its history."""
    row = whose.application(staff, client_id)
    if row is None:
        raise Http404
    history = [told(change, staff) for change in queries.history(client_id)]
    context = {
        "row": row,
        "facts": [(words.title(name), name, words.lines_of(name, value)) for name, value in written(row).items()],
        "has_secret": bool(row.secret_hash),
        "own": faces.with_client_id(client_id) is not None,
        "history": history,
        "open": next((change for change in queries.waiting() if change.client_id == client_id), None),
    }
    return render(request, "desk/clients/one.html", {"staff": staff, "here": "clients", **context})


def told(change: ClientChange, staff: Staff) -> dict[str, ClientChange | str | bool]:
    """A change in a list: who proposed it, who decided, how far it is."""
    state, tone = words.how_far(change)
    return {
        "change": change,
        "by": name_of(change.proposed_by),
        "body": _body(change, staff),
        "decided_by": name_of(change.decided_by) if change.decided_by else "",
        "mine": change.proposed_by == staff.id,
        "state": state,
        "tone": tone,
    }


def _body(change: ClientChange, staff: Staff) -> str:
    """The body for which it was proposed; empty: one's own, or from before that was kept."""
    if change.organisation in (None, staff.organisation.id):
        return ""
    found = organisations.organisation(change.organisation)
    return found.name(get_language() or "nl") if found else ""
