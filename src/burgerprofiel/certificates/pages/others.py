"""The part of `/attesten` with what others keep: asked of all at once when the list opens, drawn as each answers (D3).

The page leaves at once; each source's answer goes into its own slot of a declarative shadow tree, in the page's order,
without any JavaScript. What this session has already is drawn with the page (decisions 0003 and 0004).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation
from markupsafe import Markup

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.certificates.fetched import actions, queries
from burgerprofiel.certificates.fetched.certificate import Found
from burgerprofiel.certificates.fetched.configuration import Source
from burgerprofiel.certificates.fetched.shown import shown
from burgerprofiel.certificates.listing.offers import Giver
from burgerprofiel.certificates.listing.wanted import Wanted
from burgerprofiel.certificates.pages import words
from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Answer, Cause, Data, NotAllowed, Nothing, Unavailable
from burgerprofiel.kit.connections import let_go

AGAIN = "opnieuw"
"""In the address of the list: the source that is to be asked once more."""
_SEAM = Markup("<!-- what others keep -->")
_TEMPLATE = "certificates/fetched.html"

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Others:
    """The sources on the page, and what they answered."""

    viewer: Viewer
    asked: Wanted
    sources: Sequence[Source]
    known: dict[str, Answer[Found]]

    @property
    def missing(self) -> list[Source]:
        """Those that must be asked."""
        return [source for source in self.sources if source.id not in self.known]

    def drawn(self, source: Source, *, slot: bool) -> Markup:
        """What a source answered."""
        answer = self.known.get(source.id) or Unavailable(clock.now(), Cause.BROKEN)
        return self._draw(source, answer, slot=slot)

    def _draw(self, source: Source, answer: Answer[Found], *, slot: bool) -> Markup:
        """An error of ours costs this source's place only."""
        try:
            return self._told(source, answer, slot=slot)
        except Exception:  # whatever goes wrong here may cost no other place
            log.exception("what a source of certificates told could not be drawn", source=source.id)
            return self._told(source, Unavailable(clock.now(), Cause.BROKEN), slot=slot)

    def _told(self, source: Source, answer: Answer[Found], *, slot: bool) -> Markup:
        found = answer.value if isinstance(answer, Data) else Found(())
        lines = shown(self.viewer, source, found, translation.get_language() or "nl")
        context = {
            "viewer": self.viewer,
            "source": source,
            "name": name(source),
            "state": _state(answer),
            "lines": [line for line in lines if line.holds(self.asked.words)],
            "more": found.more,
            "narrows": self.asked.narrows,
            "slot": slot,
            "again": AGAIN,
            "words": words,
        }
        return Markup(render_to_string(_TEMPLATE, context))  # noqa: S704 - our own template


def name(source: Source) -> str:
    """Return how it is called in the reader's language."""
    told: str = getattr(source.name, (translation.get_language() or "nl")[:2], source.name.nl)
    return told


def _state(answer: Answer[Found]) -> str:
    for word, kind in (("nothing", Nothing), ("barred", NotAllowed), ("down", Unavailable)):
        if isinstance(answer, kind):
            return word
    return "data"


def page(request: HttpRequest, viewer: Viewer, asked: Wanted, context: dict[str, Any]) -> HttpResponseBase:
    """Answer with the list; what others keep follows in the same answer, unless this session has all of it."""
    again = request.GET.get(AGAIN, "")
    sources = _meant(viewer, asked) if request.method != "HEAD" else []
    known = queries.kept(viewer, sources) if sources else {}
    known.pop(again, None)
    others = Others(viewer, asked, sources, known)
    missing = others.missing
    told = context | {"others": others, "other_name": name, "streams": bool(missing), "seam": _SEAM}
    arriving = actions.ask(viewer, missing, again) if missing else None
    whole = render_to_string("certificates/list.html", told, request)
    if arriving is None:
        return HttpResponse(whole)
    let_go()
    answer = StreamingHttpResponse(_parts(whole, others, arriving, translation.get_language() or "nl"))
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def _meant(viewer: Viewer, asked: Wanted) -> list[Source]:
    """The sources that belong on a list narrowed so."""
    if asked.giver not in (None, Giver.OTHERS):
        return []
    return [source for source in queries.sources(viewer) if asked.theme in ("", source.theme)]


def _parts(
    whole: str, others: Others, arriving: Iterator[tuple[Source, Answer[Found]]], language: str
) -> Iterator[str]:
    """The page up to the seam, each source as it answers, and the rest of the page."""
    before, _seam, after = whole.partition(_SEAM)
    yield before
    owed = {source.id: source for source in others.missing}
    try:
        for source, answer in arriving:
            others.known[source.id] = answer
            del owed[source.id]
            with translation.override(language):
                html = others.drawn(source, slot=True)
            let_go()
            yield html
    except Exception:  # the page has begun: it must end well, and say what it owes
        log.exception("answers of sources of certificates stopped arriving", sources=list(owed))
        with translation.override(language):
            rest = [others.drawn(source, slot=True) for source in owed.values()]
        yield from rest
    yield after
