"""The facts of a certificate as JSON: the same as on the page, with names that are the same in every language.

Dates are ISO 8601 (`2019-05`, when the day is not known), amounts are text with two decimals, numbers are text, and
what the source does not know is null.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date
from typing import Any

import msgspec
from django.conf import settings

from burgerprofiel.certificates import codes
from burgerprofiel.certificates.content import Content, Group, Part
from burgerprofiel.certificates.kinds import Kind
from burgerprofiel.sources.facts import Address, Amount, Day, Link, Quantity, Secret, Span, Value, Words, YesNo

FORMAT = "mijn-burgerprofiel-certificate/1"
Json = dict[str, object]
_encode = msgspec.json.Encoder(order="deterministic").encode


def made(kind: Kind, language: str, content: Content, code: str, address: str, issued_on: date) -> bytes:
    """Return the JSON."""
    until = kind.valid_until(issued_on)
    holder = content.holder
    return _encode(
        {
            "format": FORMAT,
            "kind": kind.key,
            "product": kind.product,
            "language": language,
            "title": kind.title(),
            "code": codes.pretty(code),
            "verify": address,
            "issuer": {"name": settings.CONFIG.brand_name, "enterpriseNumber": settings.CONFIG.brand_number},
            "issuedOn": issued_on.isoformat(),
            "validUntil": until.isoformat() if until else None,
            "purpose": content.purpose,
            "source": {"name": content.source, "asOf": content.as_of.astimezone(UTC).isoformat(timespec="seconds")},
            "holder": {
                "name": holder.name,
                "nationalNumber": holder.number,
                "born": str(holder.born) if holder.born else None,
            },
            "parts": [{"key": part.key, "title": part.title, "items": _items(part)} for part in content.parts],
        }
    )


def _items(part: Part) -> list[Json]:
    if isinstance(part, Group):
        return [{field.key: plain(field.value) for field in part.fields}]
    keys = [column.key for column in part.columns]
    return [{key: plain(value) for key, value in zip(keys, row, strict=True)} for row in part.rows]


def _span(value: Span) -> object:
    return {"from": str(value.begin) if value.begin else None, "until": str(value.end) if value.end else None}


def _amount(value: Amount) -> object:
    return {"amount": f"{value.money.amount:.2f}", "currency": "EUR"}


def _quantity(value: Quantity) -> object:
    return {"number": format(value.number, "f"), "unit": value.unit}


_PLAIN: dict[type, Callable[[Any], object]] = {
    Words: lambda value: value.text,
    Day: lambda value: str(value.date),
    Span: _span,
    Amount: _amount,
    Quantity: _quantity,
    Secret: lambda value: value.text,
    Address: lambda value: list(value.lines),
    Link: lambda value: value.url,
    YesNo: lambda value: value.yes,
}


def plain(value: Value | None) -> object:
    """Return a value as JSON has it."""
    return None if value is None else _PLAIN[type(value)](value)
