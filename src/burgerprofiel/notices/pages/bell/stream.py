"""`GET /meldingen/stroom`: what changes in the bell of an open page, as server-sent events (HTML, "EventSource").

Asking makes no session longer. Who is not signed in any more hears that it is over, and the page asks no more.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from burgerprofiel.access.request import viewer_of
from burgerprofiel.notices.own import stream
from burgerprofiel.notices.own.whose import own

_LONGEST = 50


@require_safe
def page(request: HttpRequest) -> StreamingHttpResponse:
    """Tell what changed since `?sinds=`, or since what the browser heard last."""
    viewer = viewer_of(request)
    citizen_id = own(viewer)
    known = (request.headers.get("Last-Event-ID") or request.GET.get("sinds", ""))[:_LONGEST]
    told = stream.told(viewer, citizen_id, known) if viewer and citizen_id else _over()
    answer = StreamingHttpResponse(told, content_type="text/event-stream; charset=utf-8")
    answer.headers["Cache-Control"] = "no-store, no-transform"
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def _over() -> Iterator[str]:
    yield stream.OVER
