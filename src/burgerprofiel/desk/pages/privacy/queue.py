"""`/inzage` at the desk: the questions, what is due first comes first.

Whose they are is not said here, for it would be read without a line in their trail: opening one writes that line.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from burgerprofiel.desk.names import names_of
from burgerprofiel.desk.pages.privacy import words
from burgerprofiel.desk.pages.privacy.office import of_the_office
from burgerprofiel.desk.staff import Staff
from burgerprofiel.privacy import queries
from burgerprofiel.privacy.office import Officer
from burgerprofiel.privacy.queries import State


@require_safe
@of_the_office
def queue(request: HttpRequest, staff: Staff, officer: Officer) -> HttpResponse:
    """Show a page of one state."""
    wanted = request.GET.get("staat", "")
    state = State(wanted) if wanted in State.values else State.OPEN
    cases = queries.queue(officer, state, _after(request.GET.get("na", "")))
    handlers = names_of(each.taken_by for each in cases.rows if each.taken_by) if cases.rows else {}
    many = queries.waiting(officer)
    context = {
        "staff": staff,
        "here": "privacy",
        "back": request.get_full_path(),
        "rows": [(each, handlers.get(each.taken_by, "") if each.taken_by else "") for each in cases.rows],
        "cases": cases,
        "state": state,
        "states": [(each.value, words.state(each), many[each]) for each in State],
        "words": words,
    }
    return render(request, "desk/privacy/queue.html", context)


def _after(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
