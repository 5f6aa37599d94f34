"""One's own facts as open data (B11): every theme, with source, moment and the four answers told apart.

The shape is published at `/uitvoer/schema.json`; `version` changes when it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import msgspec
from django.utils.translation import get_language

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Cause, Data, NotAllowed, Nothing, Unavailable
from burgerprofiel.portal.drawing.timeline import told
from burgerprofiel.portal.facts import standings, words
from burgerprofiel.portal.themes import Standing
from burgerprofiel.sources import origins
from burgerprofiel.sources.facts import (
    Address,
    Amount,
    Block,
    Card,
    Day,
    Link,
    Quantity,
    Scale,
    Secret,
    Span,
    Theme,
    Timeline,
    Tree,
    Value,
    Words,
    YesNo,
)
from burgerprofiel.sources.service import Answers, Service

VERSION = "1.1"
Plain = str | bool | list[str] | dict[str, str | None] | None


class OutValue(msgspec.Struct, frozen=True):
    """A value: its kind, the value for machines, and as a person reads it. Amounts are euros as a decimal text."""

    kind: str
    value: Plain
    text: str


class OutDetail(msgspec.Struct, frozen=True):
    """A label with its value; null when the source does not know."""

    label: str
    value: OutValue | None


class OutFact(msgspec.Struct, frozen=True, kw_only=True):
    """A fact: what it is, its value, what it means, its details."""

    key: str
    kind: str
    label: str
    value: OutValue | None
    meaning: str
    status: str | None
    details: tuple[OutDetail, ...]


class OutSource(msgspec.Struct, frozen=True, kw_only=True):
    """What one service answered. `answer`: data, nothing, not_allowed or unavailable; `as_of` in UTC."""

    service: str
    origin: str
    name: str
    answer: str
    as_of: datetime | None
    remarks: tuple[str, ...]
    cause: str | None
    reference: str | None


class OutSection(msgspec.Struct, frozen=True):
    """A part of a theme. `facts` is empty as well when a source did not answer: look at `sources`."""

    key: str
    title: str
    sources: tuple[OutSource, ...]
    facts: tuple[OutFact, ...]


class OutTheme(msgspec.Struct, frozen=True):
    """A theme of the overview."""

    key: str
    title: str
    sections: tuple[OutSection, ...]


class OutActing(msgspec.Struct, frozen=True):
    """Who asked for this with a mandate; nothing but its themes is in the export."""

    name: str
    mandate: str
    themes: tuple[str, ...]


class Export(msgspec.Struct, frozen=True):
    """Everything the government showed this citizen at one moment."""

    version: str
    made_at: datetime
    language: str
    complete: bool
    """False when a source was not reachable: then something may be missing."""
    themes: tuple[OutTheme, ...]
    acting: OutActing | None = None
    """Null: the citizen asked for it."""


def export(themes_shown: Sequence[Theme], answers: Answers, viewer: Viewer | None = None) -> Export:
    """Turn the answers about these themes into the export, in the reader's language."""
    themes = tuple(
        OutTheme(theme.key, theme.title(), tuple(_section(it, answers) for it in sections))
        for theme, sections in standings(themes_shown, answers)
    )
    whole = all(
        source.answer != "unavailable" for theme in themes for section in theme.sections for source in section.sources
    )
    actor = viewer.actor if viewer else None
    acting = OutActing(actor.name, str(actor.mandate), actor.scopes) if actor else None
    return Export(VERSION, clock.now(), get_language() or "nl", whole, themes, acting)


def schema() -> dict[str, Any]:
    """The JSON schema of the export."""
    return msgspec.json.schema(Export)


def _section(it: Standing, answers: Answers) -> OutSection:
    sources = tuple(_source(service, answers) for service in it.section.services)
    return OutSection(it.section.key, it.section.title(), sources, tuple(_fact(block) for block in it.blocks))


def _source(service: Service[Any], answers: Answers) -> OutSource:
    answer = answers.of(service)
    kinds: dict[type, str] = {Data: "data", Nothing: "nothing", NotAllowed: "not_allowed"}
    cause: Cause | None = answer.cause if isinstance(answer, Unavailable) else None
    return OutSource(
        service=service.name,
        origin=service.origin.value,
        name=origins.name(service.origin),
        answer=kinds.get(type(answer), "unavailable"),
        as_of=answer.as_of if answer else None,
        remarks=tuple(remark.text for remark in answer.remarks) if isinstance(answer, Data) else (),
        cause=cause.value if cause else None,
        reference=(answer.reference or None) if isinstance(answer, NotAllowed | Unavailable) else None,
    )


def _fact(block: Block) -> OutFact:
    return OutFact(
        key=block.key,
        kind=str(block.__struct_config__.tag),
        label=block.label,
        value=value(block.value) if isinstance(block, Card) else None,
        meaning=block.meaning,
        status=block.tag.text if isinstance(block, Card) and block.tag else None,
        details=tuple(_details(block)),
    )


def _details(block: Block) -> list[OutDetail]:
    if isinstance(block, Card):
        return [OutDetail(row.label, value(row.value)) for row in block.rows]
    if isinstance(block, Timeline):
        return [
            OutDetail(bar.row or bar.label, OutValue("span", _span(Span(bar.began, bar.ended)), told(bar)))
            for bar in block.bars
        ]
    if isinstance(block, Tree):
        return [OutDetail(person.role, value(Words(person.name))) for person in block.people]
    if isinstance(block, Scale):
        return [OutDetail(mark.label, value(Quantity(mark.value, block.unit))) for mark in block.marks]
    return [OutDetail(block.label, OutValue("photo", block.media_type, block.alt))]


def _span(span: Span) -> dict[str, str | None]:
    return {"begin": str(span.begin) if span.begin else None, "end": str(span.end) if span.end else None}


def _plain(it: Value) -> Plain:
    """The value for machines: ISO dates, decimal texts."""
    match it:
        case Day(date):
            return str(date)
        case Span():
            return _span(it)
        case Amount(money, per):
            return {"euros": _decimal(money.amount), "per": per or None}
        case Quantity(number, unit):
            return {"number": _decimal(number), "unit": unit or None}
        case YesNo(yes):
            return yes
        case Address(lines):
            return list(lines)
        case Link(url, _text):
            return url
        case Words(text) | Secret(text):
            return text


def _decimal(number: Decimal) -> str:
    return f"{number:f}"


def value(it: Value | None) -> OutValue | None:
    """A value with its kind, or None when the source does not know."""
    return OutValue(str(it.__struct_config__.tag), _plain(it), words(it)) if it is not None else None
