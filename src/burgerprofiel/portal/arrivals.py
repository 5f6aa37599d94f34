"""Each place on a page is drawn as soon as its own sources have answered; nobody waits for another's source (B7).

The page leaves at once as a shell whose places are named slots in a declarative shadow tree; what arrives later goes
into its slot, wherever it stands in the stream. So eye and keyboard meet everything in the page's order, without any
JavaScript. When everything is known already the page is written in one piece, without a shadow tree.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

import structlog
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language
from markupsafe import Markup

from burgerprofiel.kit.answers import Answer
from burgerprofiel.kit.connections import let_go
from burgerprofiel.sources.service import Answers, Service

log = structlog.get_logger(__name__)

_drawing = threading.Lock()
"""One thread of a process draws at a time, as the interpreter does anyway; the others come and ask their sources."""
_SEAM = Markup("<!--arrivals-->")


class Asked(Protocol):
    """Whoever was asked: a service of a source, or somebody else with a name of its own."""

    @property
    def name(self) -> str:
        """By which its answer is known."""
        ...


Incoming = Iterable[tuple[Asked, Answer[Any]]]


@dataclass(frozen=True)
class Place:
    """A part of a page: its slot's name, the services it waits for, and how it is drawn from their answers."""

    key: str
    services: Sequence[Service[Any]]
    draw: Callable[[Answers], str]
    failed: Callable[[], str]
    """What stands there when drawing goes wrong: our fault, so it costs this place only."""
    waiting: str = "portal/waiting/card.html"
    title: str = ""
    slot: str = ""
    """The slot it goes to, when several places share one; else its key."""
    others: frozenset[str] = frozenset()
    """Who else must have answered, by name, who is no service of a source."""

    @property
    def awaits(self) -> set[str]:
        """The names of all it waits for."""
        return {service.name for service in self.services} | self.others

    def drawn(self, answers: Answers) -> str:
        """The place's HTML; an error of ours is logged and shown as unavailable."""
        try:
            return self.draw(answers)
        except Exception:  # whatever goes wrong here may cost no other place
            log.exception("a place could not be drawn", place=self.key)
            return self.failed()


def ripe(places: Sequence[Place], incoming: Incoming) -> Iterator[tuple[Place, Answers]]:
    """Yield each place once, when the last of its services has answered; places that wait for nothing come first."""
    known: dict[str, Answer[Any]] = {}
    waiting = {place.key: place.awaits for place in places}
    open_places = list(places)

    def full() -> Iterator[tuple[Place, Answers]]:
        for place in [each for each in open_places if not waiting[each.key] - known.keys()]:
            open_places.remove(place)
            yield place, Answers({name: known[name] for name in waiting[place.key]})

    yield from full()
    for asked, answer in incoming:
        known[asked.name] = answer
        yield from full()


@lru_cache(maxsize=500)
def _skeleton(template: str, title: str, language: str | None) -> Markup:  # noqa: ARG001 - the language is in the key
    """What stands in a place until its sources have answered: the same for everybody."""
    return Markup(render_to_string(template, {"title": title}))  # noqa: S704 - our own template


def _shell(request: HttpRequest, template: str, places: Sequence[Place], context: dict[str, Any]) -> tuple[str, str]:
    """The page around the places: what comes before the first arrival, and after the last."""
    by_slot = {place.slot or place.key: place for place in places}

    def slot(key: str) -> Markup:
        place = by_slot[key]
        return Markup('<slot name="{}">{}</slot>').format(key, _skeleton(place.waiting, place.title, get_language()))

    page = render_to_string(template, {**context, "place": slot, "streams": True, "seam": _SEAM}, request)
    before, _seam, after = page.partition(_SEAM)
    return before, after


def _stream(before: str, after: str, places: Sequence[Place], incoming: Incoming, language: str) -> Iterator[str]:
    """Write the shell, then each place as it ripens, then the rest of the page."""
    yield before
    translation.activate(language)
    open_places = list(places)
    try:
        for place, answers in ripe(places, incoming):
            open_places.remove(place)
            translation.activate(language)
            with _drawing:
                html = place.drawn(answers)
            yield html
    except Exception:  # the page has begun: it must end well, and say which places it owes
        log.exception("answers stopped arriving", places=[place.key for place in open_places])
        translation.activate(language)
        yield from (place.failed() for place in open_places)
    yield after


def page(
    request: HttpRequest,
    template: str,
    places: Sequence[Place],
    context: dict[str, Any],
    *,
    known: Answers,
    incoming: Incoming | None,
) -> HttpResponseBase:
    """Answer with the page: streaming what `incoming` brings, or in one piece when `known` holds every answer."""
    let_go()
    if incoming is None:
        drawn = {place.key: Markup(place.drawn(known)) for place in places}  # noqa: S704 - our own templates
        return HttpResponse(
            render_to_string(template, {**context, "place": drawn.__getitem__, "streams": False}, request)
        )
    with _drawing:
        before, after = _shell(request, template, places, context)
    response = StreamingHttpResponse(_stream(before, after, places, incoming, get_language() or "nl"))
    response.headers["X-Accel-Buffering"] = "no"
    return response
