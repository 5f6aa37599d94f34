"""A card says what it is, its value, what it means, its details, and where it comes from.

Drawn here and not in a template, since a page has dozens: everything that is not ours is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import ngettext
from markupsafe import Markup, escape

from burgerprofiel.portal import values
from burgerprofiel.sources.facts import Address, Card, Link, Row, Span, Value, Words

LONG = 26
"""Letters from which a value is drawn smaller."""
MANY = 6
"""Details from which they wait in a fold."""


def card(it: Card) -> Markup:
    """What stands in a card, above its source."""
    tag = f' <span class="tag {escape(it.tag.tone)}">{escape(it.tag.text)}</span>' if it.tag else ""
    size = "fact long" if _is_long(it.value) else "fact"
    rows = _folded(it) if len(it.rows) > MANY else _rows(it.rows)
    return Markup(  # noqa: S704 - each part is escaped
        f'<h3>{escape(it.label)}</h3><div class="{size}">{_headline(it.value)}{tag}</div>'
        f'<p class="sub">{escape(it.meaning)}</p>{rows}'
    )


def _headline(value: Value | None) -> Markup:
    """The value on its own: a period begins with a capital."""
    if isinstance(value, Span):
        told = values.text(value)
        return escape(told[:1].upper() + told[1:])
    return values.html(value)


def _is_long(value: Value | None) -> bool:
    return isinstance(value, Address) or (isinstance(value, Words | Link) and len(value.text) > LONG)


def _rows(rows: Sequence[Row]) -> str:
    if not rows:
        return ""
    told = "".join(f"<div><dt>{escape(row.label)}</dt><dd>{values.html(row.value)}</dd></div>" for row in rows)
    return f'<dl class="pairs">{told}</dl>'


def _folded(it: Card) -> str:
    count = len(it.rows)
    told = escape(ngettext("%(n)s detail", "%(n)s details", count) % {"n": count})
    summary = f'<summary>{told}<span class="unseen">: {escape(it.label)}</span></summary>'
    return f'<details class="fold">{summary}{_rows(it.rows)}</details>'
