"""What is done with notices: a form each time, with a way back. Opening is one too, because a GET changes nothing."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST

from burgerprofiel.access.returning import safe_path
from burgerprofiel.notices.own import marking
from burgerprofiel.notices.pages.bell.mine import LIST, Mine, back, own_notices


@require_POST
@own_notices
def one(request: HttpRequest, mine: Mine, notice: UUID, what: str) -> HttpResponseBase:
    """`/meldingen/<id>/openen`, `gelezen` or `gedaan`."""
    try:
        match what:
            case "openen":
                path = marking.open_one(mine.citizen_id, notice, mine.viewer.trace).path
                return HttpResponseRedirect(safe_path(path) if path else LIST, status=303)
            case "gelezen":
                act = marking.read_one(mine.citizen_id, notice, mine.viewer.trace)
            case "gedaan":
                act = marking.done(mine.citizen_id, notice, mine.viewer.trace)
            case _other:
                return back(request)
    except marking.NoSuchNoticeError:
        return back(request, wat="weg")
    return back(request, wat=what, n=str(act.count), **_name(act))


@require_POST
@own_notices
def every(request: HttpRequest, mine: Mine) -> HttpResponseBase:
    """`/meldingen/gelezen`: all that was seen, up to the newest on the page where the button stood."""
    act = marking.read_all(mine.citizen_id, mine.viewer.trace, _id(request.POST.get("tot", "")))
    return back(request, wat="alles", n=str(act.count), **_name(act))


@require_POST
@own_notices
def undo(request: HttpRequest, mine: Mine) -> HttpResponseBase:
    """`/meldingen/ongedaan`: take the last act back."""
    try:
        marking.take_back(mine.citizen_id, request.POST.get("act", ""), mine.viewer.trace)
    except marking.TooLateError:
        return back(request, wat="te-laat")
    return back(request, wat="terug")


def _name(act: marking.Act) -> dict[str, str]:
    return {"gedaan": act.name} if act.count else {}


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
