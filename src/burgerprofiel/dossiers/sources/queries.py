"""Which sources there are, asked at every call of a program: what was answered is remembered for a few seconds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from burgerprofiel.dossiers import models
from burgerprofiel.kit.remembered import Remembered


class Source(NamedTuple):
    """A source, as others need it."""

    uri: str
    code: str
    """How MAGDA calls it; empty: it is not read there."""
    names: dict[str, str]
    organisation: str
    """Enterprise number of the body."""

    def name(self, language: str) -> str:
        """Return what a citizen reads in this language, else in Dutch."""
        return self.names.get(language) or self.names["nl"]


_of_clients: Remembered[str, tuple[str, ...]] = Remembered()
_by_uri: Remembered[str, Source | None] = Remembered()


def uris_of(client_id: str) -> tuple[str, ...]:
    """Return the sources for which a program may speak, in order. One SQL statement, or none: see above."""
    found = _of_clients.one(client_id, _ask_client)
    if not found:
        _of_clients.drop(client_id)
    return found


def sources(uris: Iterable[str]) -> dict[str, Source]:
    """Return those of these sources that we know, active or not. At most one SQL statement."""
    found = _by_uri.all(uris, _ask)
    return {uri: source for uri, source in found.items() if source}


def _ask_client(client_id: str) -> tuple[str, ...]:
    known = models.Source.objects.filter(clients__contains=[client_id], active=True)
    return tuple(known.order_by("uri").values_list("uri", flat=True))


def _ask(uris: list[str]) -> dict[str, Source | None]:
    rows = models.Source.objects.filter(uri__in=uris)
    found = {row.uri: Source(row.uri, row.code, row.name, row.organisation) for row in rows}
    return {uri: found.get(uri) for uri in uris}
