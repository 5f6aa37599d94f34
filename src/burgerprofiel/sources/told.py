"""Each kind of value in plain words, in the reader's language: for search, export, pictures and paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from burgerprofiel.kit import formats
from burgerprofiel.sources.facts import Address, Amount, Day, Link, Quantity, Secret, Span, Value, Words, YesNo


def amount(value: Amount) -> str:
    """`€ 1.234,56 per maand`."""
    told = formats.money(value.money)
    return f"{told} {value.per}" if value.per else told


def quantity(value: Quantity) -> str:
    """`60 studiepunten`."""
    told = formats.number(value.number)
    return f"{told} {value.unit}" if value.unit else told


_TEXT: dict[type, Callable[[Any], str]] = {
    Words: lambda value: value.text,
    Day: lambda value: formats.day(value.date),
    Span: lambda value: formats.span(value.begin, value.end),
    Amount: amount,
    Quantity: quantity,
    Secret: lambda value: value.text,
    Address: lambda value: ", ".join(value.lines),
    Link: lambda value: value.text,
    YesNo: lambda value: _("Yes") if value.yes else _("No"),
}


def text(value: Value | None) -> str:
    """The value in plain words. Empty when the source does not know."""
    return _TEXT[type(value)](value) if value is not None else ""
