"""Who handles a dossier: a source here has a URI, MAGDA calls the same one by a short code, and people read a name."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec
from django.db.models import Q
from django.utils.translation import get_language

from burgerprofiel.dossiers import words
from burgerprofiel.dossiers.models import Source


class Body(msgspec.Struct, frozen=True):
    """A source of dossiers."""

    source: str
    """Its URI; of a source that is not registered here, whatever it was called."""
    organisation: str = ""
    """The body's enterprise number, when it is registered here."""
    names: Mapping[str, str] = {}

    @property
    def key(self) -> str:
        """By which the list is narrowed to this body: all its sources together."""
        return self.organisation or self.source

    @property
    def name(self) -> str:
        """As people read it; empty when nobody told us a name."""
        language = (get_language() or "nl")[:2]
        return self.names.get(language) or self.names.get("nl") or words.source(self.source)


class Bodies:
    """The sources that a page speaks of."""

    def __init__(self, rows: Collection[Source]) -> None:
        """`rows`: those that are registered."""
        known = [(row, Body(row.uri, row.organisation, row.name)) for row in rows]
        self._by_uri = {row.uri: body for row, body in known}
        self._by_code = {row.code: body for row, body in known if row.code}

    def of(self, source: str) -> Body:
        """Return the body behind a URI or a short code."""
        return self._by_uri.get(source) or self._by_code.get(source) or Body(source)


def named(sources: Collection[str]) -> Bodies:
    """Return the bodies behind these URIs and short codes. One SQL statement; none for no source."""
    asked = {each for each in sources if each}
    return Bodies(list(Source.objects.filter(Q(uri__in=asked) | Q(code__in=asked)))) if asked else Bodies(())


def sources_of(key: str) -> list[str]:
    """Return the URIs of all sources with this `Body.key`. One SQL statement."""
    return [key, *Source.objects.filter(organisation=key).values_list("uri", flat=True)] if key else []
