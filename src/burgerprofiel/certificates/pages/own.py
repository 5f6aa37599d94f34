"""`/attesten/<id>`: one certificate that a citizen asked for, and its sealed file (D3).

A certificate that was just asked for is sealed within a second or two. Its page begins at once and says so; what became
of it follows in the same answer, with or without JavaScript. When it takes longer one may leave: a message comes.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.http import require_safe

from burgerprofiel.access.guards import requires
from burgerprofiel.access.request import trace_of
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.certificates.emailing import queries as emailing
from burgerprofiel.certificates.issuing import actions, queries
from burgerprofiel.certificates.issuing.queries import Issued, NotThereError
from burgerprofiel.certificates.models.certificates import CertificateId, State
from burgerprofiel.certificates.pages import words
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.prefetching import is_ahead_of_time, not_yet
from burgerprofiel.mailbox import file_names
from burgerprofiel.sources import origins

WAIT, LOOK = 8.0, 0.25
"""Seconds: so long a page waits for the seal, and so often it looks."""
SEAM = "<!-- what became of it -->"


@require_safe
@requires()
def one(request: HttpRequest, certificate: UUID) -> HttpResponseBase:
    """What became of one; while it is being made the answer stays open for some seconds."""
    viewer = viewer_in(request)
    try:
        issued = queries.one(viewer, CertificateId(certificate))
    except NotThereError:
        return gone(request, viewer)
    if issued.state is State.WAITING and issued.tries == 0 and request.method == "GET":
        return _arriving(request, viewer, issued)
    return render(request, "certificates/one.html", _told(viewer, issued, request.GET.get("gemaild", "")))


def gone(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """There is no such certificate of this citizen."""
    context = {"viewer": viewer, "here": "certificates", "back": "/attesten"}
    return render(request, "certificates/gone.html", context, status=HTTPStatus.NOT_FOUND)


def _told(viewer: Viewer, issued: Issued, mailed: str = "") -> dict[str, object]:
    ready = issued.state is State.READY
    return {
        "viewer": viewer,
        "here": "certificates",
        "back": f"/attesten/{issued.id}",
        "mail": emailing.ways(viewer) if ready else None,
        "mailed": mailed,
        "issued": issued,
        "words": words,
        "purpose": words.purpose(viewer, issued),
        "source": origins.name(issued.kind.service.origin),
        "seam": "",
        "slot": "",
    }


def _arriving(request: HttpRequest, viewer: Viewer, issued: Issued) -> StreamingHttpResponse:
    """Answer in two parts: the page, then what became of it."""
    language = translation.get_language() or "nl"
    whole = render_to_string("certificates/one.html", {**_told(viewer, issued), "seam": SEAM}, request)
    begin, _seam, end = whole.partition(SEAM)

    def parts() -> Iterator[bytes]:
        yield begin.encode()
        now = _awaited(viewer, issued)
        with translation.override(language):
            told = {**_told(viewer, now), "slot": "state"}
            yield render_to_string("certificates/state.html", told, request).encode()
        yield end.encode()

    answer = StreamingHttpResponse(parts())
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def _awaited(viewer: Viewer, issued: Issued) -> Issued:
    """Look until it waits no more, or for as long as a page waits; nobody's database connection is held meanwhile."""
    until = time.monotonic() + WAIT
    while issued.state is State.WAITING and issued.tries == 0 and time.monotonic() < until:
        let_go()
        time.sleep(LOOK)
        issued = queries.one(viewer, issued.id)
    return issued


@require_safe
@requires()
def state(request: HttpRequest, certificate: UUID) -> HttpResponse:
    """`/attesten/<id>/staat`: for the page that waits, when it has JavaScript."""
    try:
        issued = queries.one(viewer_in(request), CertificateId(certificate))
    except NotThereError:
        return JsonResponse({"state": "gone"}, status=HTTPStatus.NOT_FOUND)
    return JsonResponse({"state": issued.state.value})


@require_safe
@requires()
def document(request: HttpRequest, certificate: UUID) -> HttpResponseBase:
    """`/attesten/<id>/document`: the sealed PDF, to be saved."""
    if is_ahead_of_time(request) or request.method == "HEAD":
        return not_yet()
    viewer = viewer_in(request)
    try:
        found = actions.fetch(viewer, CertificateId(certificate), trace_of(request))
    except NotThereError:
        return gone(request, viewer)
    answer = StreamingHttpResponse(found.pieces, content_type="application/pdf")
    answer.headers["Content-Length"] = str(found.octets)
    answer.headers["Content-Disposition"] = file_names.disposition(found.issued.file_name, shown=False)
    return answer


def viewer_in(request: HttpRequest) -> Viewer:
    """Return who is looking: there is somebody behind `requires`."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]  # set by the middleware
    return viewer
