"""`/inzage/uitvoer.csv`: the lines that are asked, all of them, as a table to keep."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit import clock, tables
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.prefetching import is_ahead_of_time, not_yet
from burgerprofiel.portal.events import TrailCopied
from burgerprofiel.portal.pages.common import record
from burgerprofiel.portal.pages.looked import wanted, words
from burgerprofiel.portal.pages.looked.listing import meant_by
from burgerprofiel.portal.pages.looked.mine import own_trail
from burgerprofiel.privacy.trail import reading, telling
from burgerprofiel.privacy.trail.folding import folded
from burgerprofiel.privacy.trail.reading import Meant

_MEDIA_TYPE = "text/csv; charset=utf-8"
_AT_ONCE = 200


@require_safe
@own_trail
def copied(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Give them, a part at a time; that is itself in the trail."""
    if is_ahead_of_time(request):
        return not_yet()
    if request.method == "HEAD":
        return HttpResponse(content_type=_MEDIA_TYPE)
    with folded(viewer.citizen_id):
        _asked, _people, meant = meant_by(viewer, wanted.read(request.GET.dict()))
    record(viewer, TrailCopied())
    language = translation.get_language() or "nl"
    answer = StreamingHttpResponse(_pieces(viewer.citizen_id, meant, language), content_type=_MEDIA_TYPE)
    name = _("who-looked")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}-{clock.today()}.csv"'
    return answer


def _pieces(citizen_id: CitizenId, meant: Meant, language: str) -> Iterator[bytes]:
    """In the reader's language, which the thread has forgotten by then."""
    with translation.override(language):
        titles = (_("Day"), _("When"), _("By whom"), _("Through"), _("What happened"), _("Which data"),
                  _("Why this is allowed"), _("How often"))  # fmt: skip
    yield tables.head(titles)
    looks = reading.every(citizen_id, meant, _AT_ONCE)
    while batch := list(islice(looks, _AT_ONCE)):
        with translation.override(language):
            yield b"".join(tables.line(_cells(told)) for told in telling.tell(citizen_id, batch))


def _cells(told: telling.Told) -> tuple[str, ...]:
    said = ", ".join((told.words, *told.more))
    day = told.at.astimezone(clock.BRUSSELS).date().isoformat()
    return day, words.when(told), told.who.name, told.who.through, said, told.data, told.ground, str(told.many)
