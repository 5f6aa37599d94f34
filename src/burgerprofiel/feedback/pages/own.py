"""`/klopt-dit/meldingen`: what somebody reported; one with its course; its document; taking it back (B9)."""

from __future__ import annotations

from http import HTTPStatus
from typing import NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from burgerprofiel.access.guards import requires
from burgerprofiel.access.request import viewer_of
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit.actions import record
from burgerprofiel.feedback import actions, queries, words
from burgerprofiel.feedback.events import AttachmentRead, ReportRead, ReportsListed
from burgerprofiel.feedback.queries import NotThereError
from burgerprofiel.kit.connections import let_go, small_write
from burgerprofiel.kit.prefetching import is_ahead_of_time, not_yet

HERE = "/klopt-dit/meldingen"


class Said(NamedTuple):
    """What stands on top after an act."""

    text: str
    bad: bool = False


def _viewer(request: HttpRequest) -> Viewer:
    viewer = viewer_of(request)
    assert viewer is not None  # noqa: S101 - the guard saw to it
    return viewer


@require_safe
@requires()
def reports(request: HttpRequest) -> HttpResponse:
    """The list, the newest first."""
    viewer = _viewer(request)
    mine = queries.mine(viewer)
    with small_write():
        record(viewer.citizen_id, viewer.trace, ReportsListed(count=len(mine)))
    return render(request, "feedback/list.html", _around(viewer, HERE) | {"reports": mine})


@require_safe
@requires()
def report(request: HttpRequest, report: UUID) -> HttpResponse:
    """One, and what became of it."""
    return _shown(request, report)


def _shown(request: HttpRequest, report: UUID, said: Said | None = None, status: int = 200) -> HttpResponse:
    viewer = _viewer(request)
    try:
        found = queries.one(viewer, report)
    except NotThereError:
        return gone(request, viewer)
    with small_write():
        record(viewer.citizen_id, viewer.trace, ReportRead(report=str(report)))
    known = {"ja": _sent(found), "al": _already(), "terug": _back()}
    reference = f"{found.id.hex[:4]}-{found.id.hex[4:8]}".upper()
    context = {"it": found, "said": said or known.get(request.GET.get("gezegd", "")), "reference": reference}
    return render(request, "feedback/one.html", _around(viewer, f"{HERE}/{report}") | context, status=status)


def _sent(found: queries.Reported) -> Said:
    return Said(_("Thank you. We bring it to %(source)s and tell you what becomes of it.") % {"source": found.source})


def _already() -> Said:
    return Said(_("You reported this fact already. Nothing was sent a second time."), bad=True)


def _back() -> Said:
    return Said(_("You took it back. Nobody got it."))


@require_safe
@requires()
def attachment(request: HttpRequest, report: UUID) -> HttpResponseBase:
    """The document that was attached, to be saved."""
    if is_ahead_of_time(request) or request.method == "HEAD":
        return not_yet()
    viewer = _viewer(request)
    try:
        found = queries.attachment(viewer, report)
    except NotThereError:
        return gone(request, viewer)
    with small_write():
        record(viewer.citizen_id, viewer.trace, AttachmentRead(report=str(report)))
    return served(found)


def served(found: queries.File) -> StreamingHttpResponse:
    """Answer with a file that a browser saves and never shows within a page of ours."""
    let_go()
    answer = StreamingHttpResponse(found.pieces, content_type=found.media_type)
    answer.headers["Content-Length"] = str(found.octets)
    answer.headers["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=found.name))
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_POST
@requires()
def withdraw(request: HttpRequest, report: UUID) -> HttpResponse:
    """Take it back, as long as nobody has it."""
    viewer = _viewer(request)
    try:
        actions.withdraw(viewer, report)
    except NotThereError:
        return gone(request, viewer)
    except actions.TooLateError:
        told = _("It is too late to take this back: the source has it, or is getting it now.")
        return _shown(request, report, Said(told, bad=True), status=HTTPStatus.CONFLICT)
    return HttpResponseRedirect(f"{HERE}/{report}?gezegd=terug", status=303)


def gone(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """There is no such report of this citizen. Nobody learns whether it is somebody else's."""
    return render(request, "feedback/gone.html", _around(viewer, HERE), status=HTTPStatus.NOT_FOUND)


def _around(viewer: Viewer, back: str) -> dict[str, object]:
    return {"viewer": viewer, "here": "data", "back": back, "words": words}
