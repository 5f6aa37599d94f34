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
from markupsafe import Markup

from burgerprofiel.kit import clock, formats
from burgerprofiel.sources.facts import Address, Amount, Day, Link, Quantity, Secret, Span, Value, Words, YesNo

V = TypeVar("V")


@cache
def _icon(name: str) -> Markup:
    return Markup('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>').format(
        static("portal/icons.svg"), name
    )


def when(moment: datetime) -> str:
    """The moment of an answer: `vandaag, 9.41 uur`, or with its date when it was another day."""
    told = formats.moment(moment)
    if moment.astimezone(clock.BRUSSELS).date() != clock.now().astimezone(clock.BRUSSELS).date():
        return told
    return _("today, %(time)s") % {"time": told.partition(", ")[2]}


def _amount(value: Amount) -> str:
    told = formats.money(value.money)
    return f"{told} {value.per}" if value.per else told


def _quantity(value: Quantity) -> str:
    told = formats.number(value.number)
    return f"{told} {value.unit}" if value.unit else told


_TEXT: dict[type, Callable[[Any], str]] = {
    Words: lambda value: value.text,
    Day: lambda value: formats.day(value.date),
    Span: lambda value: formats.span(value.begin, value.end),
    Amount: _amount,
    Quantity: _quantity,
    Secret: lambda value: value.text,
    Address: lambda value: ", ".join(value.lines),
    Link: lambda value: value.text,
    YesNo: lambda value: _("Yes") if value.yes else _("No"),
}


def text(value: Value | None) -> str:
    """The value in plain words, nothing hidden. Empty when the source does not know."""
    return _TEXT[type(value)](value) if value is not None else ""


def _day(value: Day) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(value.date, formats.day(value.date))


def _secret(value: Secret) -> Markup:
    return Markup(
        '<details class="secret"><summary><span class="dots" aria-hidden="true">•••••</span>'
        '<span class="reveal no-print">{}<span class="open">{}</span><span class="shut">{}</span></span></summary>'
        '<span class="told">{}</span></details>'
    ).format(_icon("eye"), _("Show"), _("Hide"), value.text)


def _address(value: Address) -> Markup:
    lines = Markup("").join(Markup("<span>{}</span>").format(line) for line in value.lines)
    return Markup('<address class="lines">{}</address>').format(lines)


def _link(value: Link) -> Markup:
    if urlsplit(value.url).scheme not in ("http", "https"):
        return Markup("{}").format(value.text)
    return Markup('<a class="ext" href="{}" rel="noreferrer">{}{}</a>').format(value.url, value.text, _icon("external"))


_HTML: dict[type, Callable[[Any], Markup]] = {Day: _day, Secret: _secret, Address: _address, Link: _link}


def html(value: Value | None) -> Markup:
    """The value as HTML, escaped; a value that the source does not know says so."""
    if value is None:
        return Markup('<span class="unknown">{}</span>').format(_("Not known to this source"))
    draw = cast("Callable[[Value], Markup] | None", _HTML.get(type(value)))
    return draw(value) if draw else Markup("{}").format(text(value))
