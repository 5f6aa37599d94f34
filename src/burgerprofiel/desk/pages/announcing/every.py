"""`/aankondigingen`: what is in preparation, and all that was announced, by whom ever, newest first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from burgerprofiel.desk.names import names_of
from burgerprofiel.desk.pages.announcing import form, words
from burgerprofiel.desk.pages.announcing.office import of_the_site
from burgerprofiel.desk.staff import Staff
from burgerprofiel.notices.announcements import progress


@require_safe
@of_the_site
def every(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Show a page."""
    after = form.known(request.GET.get("na", ""))
    page, waiting = progress.page(after), progress.in_preparation() if after is None else []
    context = {
        "staff": staff,
        "here": "announcing",
        "back": request.get_full_path(),
        "page": page,
        "first": after is None,
        "waiting": waiting,
        "names": names_of(row.written_by for row in waiting) if waiting else {},
        "words": words,
        "done": _done(request.GET.get("gedaan", "")),
    }
    return render(request, "desk/announcing/every.html", context)


def _done(what: str) -> str:
    match what:
        case "bewaard":
            return _("Kept as a draft. Nobody gets anything before a colleague releases it.")
        case "weg":
            return _("The draft was thrown away.")
        case _other:
            return ""
