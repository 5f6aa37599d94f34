"""Which sources there are, asked at every call of a program: what was answered is remembered for a few seconds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from burgerprofiel.kit.remembered import Remembered
from burgerprofiel.notices import models


class Brand(NamedTuple):
    """The look of a notice."""

    code: str
    names: Mapping[str, str]
    colour: str

    def name(self, language: str) -> str:
        """Return what people read in this language, else in Dutch."""
        return self.names.get(language) or self.names["nl"]


class Source(NamedTuple):
    """A source, as others need it."""

    uri: str
    names: Mapping[str, str]
    organisation: str
    """Enterprise number of the body."""
    brands: Mapping[str, Brand]
    products: frozenset[str]
    clients: frozenset[str]
    active: bool

    def name(self, language: str) -> str:
        """Return what people read in this language, else in Dutch."""
        return self.names.get(language) or self.names["nl"]


_by_uri: Remembered[str, Source | None] = Remembered()


def source(uri: str) -> Source | None:
    """Return a source, active or not. At most one SQL statement."""
    found = _by_uri.one(uri, lambda asked: _seen(models.Source.objects.filter(uri=asked).first()))
    if found is None:
        _by_uri.drop(uri)
    return found


def for_program(uri: str, client_id: str) -> Source | None:
    """Return the source, when this program may send for it now. At most one SQL statement."""
    found = source(uri)
    return found if found and found.active and client_id in found.clients else None


def brand(uri: str, code: str) -> Brand | None:
    """Return the look that a source registered under this code. At most one SQL statement."""
    found = source(uri)
    return found.brands.get(code) if found else None


def names(organisations: Collection[str]) -> dict[str, Mapping[str, str]]:
    """Return what senders' bodies are called, by enterprise number. At most one SQL statement."""
    rows = models.Source.objects.filter(organisation__in=organisations).order_by("-uri") if organisations else ()
    return {row.organisation: row.name for row in rows}


def _seen(row: models.Source | None) -> Source | None:
    if row is None:
        return None
    brands = {code: Brand(code, told["name"], told["colour"]) for code, told in row.brands.items()}
    return Source(
        row.uri, row.name, row.organisation, brands, frozenset(row.products), frozenset(row.clients), row.active
    )
