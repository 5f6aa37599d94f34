"""Taking one's facts along (B11): as open data and as a document. File names tell nothing about whose they are."""

from __future__ import annotations

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from burgerprofiel.access.guards import requires
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit import clock
from burgerprofiel.portal import document, mine
from burgerprofiel.portal import export as exports
from burgerprofiel.portal.events import ExportMade
from burgerprofiel.portal.facts import every_service
from burgerprofiel.portal.pages.common import everything, record, viewer_in
from burgerprofiel.portal.themes import themes_for
from burgerprofiel.sources.facts import Theme
from burgerprofiel.sources.service import Answers

_JSON = msgspec.json.Encoder()


def _file(content: bytes, media_type: str, ending: str) -> HttpResponse:
    """Answer with a file to keep."""
    day = clock.now().astimezone(clock.BRUSSELS).date()
    disposition = f'attachment; filename="mijn-burgerprofiel-{day}.{ending}"'
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": disposition})


def _person(viewer: Viewer) -> str:
    """Whose document it is, and who asked for it with a mandate."""
    if viewer.actor is None:
        return viewer.name
    scopes = ", ".join(theme.title() for theme in themes_for(viewer))
    return _("%(person)s (asked for by %(actor)s, with a mandate for: %(scopes)s)") % {
        "person": viewer.name,
        "actor": viewer.actor.name,
        "scopes": scopes,
    }


def _all(viewer: Viewer) -> tuple[tuple[Theme, ...], Answers]:
    """What the sources say, and what we hold ourselves."""
    themes = (*themes_for(viewer), *mine.to_take(viewer))
    answers = everything(viewer, every_service(themes))
    return themes, Answers({**answers, **mine.known(viewer, whole=True)})


@require_safe
@requires()
def as_json(request: HttpRequest) -> HttpResponse:
    """`/uitvoer.json`."""
    viewer = viewer_in(request)
    themes, answers = _all(viewer)
    out = exports.export(themes, answers, viewer)
    record(viewer, ExportMade(kind="json"))
    return _file(msgspec.json.format(_JSON.encode(out), indent=2), "application/json", "json")


@require_safe
@requires()
def as_pdf(request: HttpRequest) -> HttpResponse:
    """`/uitvoer.pdf`."""
    viewer = viewer_in(request)
    themes, answers = _all(viewer)
    content = document.pdf(themes, answers, _person(viewer))
    record(viewer, ExportMade(kind="pdf"))
    return _file(content, "application/pdf", "pdf")


@require_safe
def schema(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a page takes its request
    """`/uitvoer/schema.json`: the shape of the open data, for everybody."""
    content = msgspec.json.format(_JSON.encode(exports.schema()), indent=2)
    return HttpResponse(content, content_type="application/schema+json")
