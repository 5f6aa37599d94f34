"""Which sources there are, asked at every call of a program: what was answered is remembered for a few seconds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from burgerprofiel.kit.remembered import Remembered
from burgerprofiel.permits import models


class Source(NamedTuple):
    """A source, as others need it."""

    key: str
    names: Mapping[str, str]
    organisation: str
    kinds: Mapping[str, Mapping[str, str]]
    """Names of what it grants, by product number and language."""

    def name(self, language: str) -> str:
        """Return what people read in this language, else in Dutch."""
        return self.names.get(language) or self.names["nl"]


_of_client: Remembered[str, Source | None] = Remembered()
_by_key: Remembered[str, Source | None] = Remembered()


def of_client(client_id: str) -> Source | None:
    """Return the source for which a program speaks. At most one SQL statement."""
    found = _of_client.one(client_id, _ask_client)
    if found is None:
        _of_client.drop(client_id)
    return found


def source(key: str) -> Source | None:
    """Return a source, active or not. At most one SQL statement."""
    return _by_key.one(key, lambda asked: _seen(models.Source.objects.filter(key=asked).first()))


def _ask_client(client_id: str) -> Source | None:
    return _seen(models.Source.objects.filter(clients__contains=[client_id], active=True).order_by("key").first())


def _seen(row: models.Source | None) -> Source | None:
    return Source(row.key, row.name, row.organisation, row.kinds) if row else None
