"""Each kind of value is drawn in one place: as HTML for pages, as plain words for search, export and pictures.

Whatever comes from a source is escaped here; numbers of the state stay hidden until the citizen asks (•••).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from django.templatetags.static import static
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from burgerprofiel.kit import clock, formats
from burgerprofiel.sources.facts import Address, Day, Link, Secret, Value
from burgerprofiel.sources.told import text

__all__ = ["html", "icon", "text", "when"]

V = TypeVar("V")


@cache
def icon(name: str) -> Markup:
    """A drawing of ours, of no meaning by itself."""
    return Markup('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>').format(
        static("portal/icons.svg"), name
    )


def when(moment: datetime) -> str:
    """The moment of an answer: `vandaag, 9.41 uur`, or with its date when it was another day."""
    told = formats.moment(moment)
    if moment.astimezone(clock.BRUSSELS).date() != clock.now().astimezone(clock.BRUSSELS).date():
        return told
    return _("today, %(time)s") % {"time": told.partition(", ")[2]}


def _day(value: Day) -> str:
    return f'<time datetime="{value.date}">{formats.day(value.date)}</time>'


def _secret(value: Secret) -> str:
    show, hide = escape(_("Show")), escape(_("Hide"))
    return (
        f'<details class="secret{" other" if value.other else ""}"><summary>'
        '<span class="dots" aria-hidden="true">•••••</span>'
        f'<span class="reveal no-print">{icon("eye")}<span class="open">{show}</span>'
        f'<span class="shut">{hide}</span></span></summary>'
        f'<span class="told">{escape(value.text)}</span></details>'
    )


def _address(value: Address) -> str:
    lines = "".join(f"<span>{escape(line)}</span>" for line in value.lines)
    return f'<address class="lines">{lines}</address>'


def _link(value: Link) -> str:
    if urlsplit(value.url).scheme not in ("http", "https"):
        return escape(value.text)
    return f'<a class="ext" href="{escape(value.url)}" rel="noreferrer">{escape(value.text)}{icon("external")}</a>'


_HTML: dict[type, Callable[[Any], str]] = {Day: _day, Secret: _secret, Address: _address, Link: _link}


def html(value: Value | None) -> Markup:
    """The value as HTML, escaped; a value that the source does not know says so."""
    if value is None:
        return Markup('<span class="unknown">{}</span>').format(_("Not known to this source"))
    draw = cast("Callable[[Value], str] | None", _HTML.get(type(value)))
    return Markup(draw(value)) if draw else escape(text(value))  # noqa: S704 - each of them escapes
