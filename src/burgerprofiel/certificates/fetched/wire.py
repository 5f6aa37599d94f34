"""What a source answers, read: the shape of contracts/mbp.md §1.1; what we do not know of is passed over (§0)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import urljoin

import msgspec

from burgerprofiel.certificates.fetched.certificate import Certificate
from burgerprofiel.kit.packing import from_json

MOST = 1000
"""Certificates of one citizen at one source."""
_LONGEST_ID, _LONGEST_TEXT = 300, 300


class WrongShapeError(ValueError):
    """This is not what the contract says. The message never holds what the source told."""


class _Link(msgspec.Struct, frozen=True):
    href: str


class _Links(msgspec.Struct, frozen=True):
    self_: _Link | None = msgspec.field(default=None, name="self")
    download: _Link | None = None
    next: _Link | None = None


class _Issuer(msgspec.Struct, frozen=True):
    name: str | None = None
    code: str | None = None


class _Item(msgspec.Struct, frozen=True, rename="camel"):
    id: str
    language: Literal["nl", "fr", "de", "en"]
    title: str | None = None
    kind: str | None = None
    product_id: str | None = None
    issuer: _Issuer | None = None
    issued_on: str | None = None
    valid_from: str | None = None
    valid_until: str | None = None
    links: _Links = msgspec.field(default=_Links(), name="_links")


class _Embedded(msgspec.Struct, frozen=True):
    items: list[_Item]


class _Page(msgspec.Struct, frozen=True):
    embedded: _Embedded = msgspec.field(name="_embedded")
    links: _Links = msgspec.field(default=_Links(), name="_links")


@dataclass(frozen=True)
class Page:
    """A page of a list."""

    certificates: list[Certificate]
    next: str
    """Where the next one is; empty: there is none."""


def page(content: bytes, url: str) -> Page:
    """Read a page that came from `url`. Raises WrongShapeError."""
    try:
        told = from_json(content, _Page)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise WrongShapeError("It is no page of certificates.") from error
    return Page([_certificate(item, url) for item in told.embedded.items], _href(told.links.next, url))


def detail(content: bytes, url: str) -> Certificate:
    """Read what a source tells of one. Raises WrongShapeError."""
    try:
        return _certificate(from_json(content, _Item), url)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise WrongShapeError("It is no certificate.") from error


def _certificate(item: _Item, url: str) -> Certificate:
    if not 0 < len(item.id) <= _LONGEST_ID:
        raise WrongShapeError("An id is empty, or far too long.")
    issuer = item.issuer or _Issuer()
    return Certificate(
        id=item.id,
        language=item.language,
        title=_text(item.title),
        permit=item.kind in ("toelating", "vergunning"),
        product=_text(item.product_id),
        issuer=_text(issuer.name or issuer.code),
        issued_on=_day(item.issued_on),
        valid_from=_day(item.valid_from),
        valid_until=_day(item.valid_until),
        detail=_href(item.links.self_, url),
        download=_href(item.links.download, url),
    )


def _text(text: str | None) -> str:
    """On one line, without signs that do not show or that turn the direction of text."""
    shown = "".join(
        " " if unicodedata.category(sign)[0] in "CZ" else sign for sign in (text or "")[: 2 * _LONGEST_TEXT]
    )
    return " ".join(shown.split())[:_LONGEST_TEXT]


def _day(text: str | None) -> date | None:
    """A date, or the date of a moment (§0)."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError as error:
        raise WrongShapeError("A date is none.") from error


def _href(link: _Link | None, url: str) -> str:
    try:
        return urljoin(url, link.href) if link and link.href else ""
    except ValueError as error:
        raise WrongShapeError("A link is none.") from error
