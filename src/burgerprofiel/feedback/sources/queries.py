"""Which source hears of a fact, and what it lets be reported; remembered for a few seconds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from burgerprofiel.feedback import dataset, models
from burgerprofiel.feedback.dataset import Property
from burgerprofiel.feedback.models import Way
from burgerprofiel.kit import packing
from burgerprofiel.kit.remembered import Remembered


class Source(NamedTuple):
    """A source, as others need it."""

    key: str
    origin: str
    sections: tuple[str, ...]
    names: Mapping[str, str]
    way: Way
    dataset: str
    url: str
    token_url: str
    client_id: str
    secret_file: str
    scope: str
    reporter: str
    organisation_id: UUID | None
    fill: Mapping[str, str]
    properties: tuple[Property, ...]
    """As it told them last; empty: it never did."""
    active: bool

    def name(self, language: str) -> str:
        """Return what people read in this language, else in Dutch."""
        return self.names.get(language) or self.names["nl"]

    @property
    def gets_number(self) -> bool:
        """Whether who hears it learns the citizen's national number."""
        return any("{number}" in each for each in self.fill.values())

    @property
    def reportable(self) -> tuple[Property, ...]:
        """What the citizen may propose."""
        return tuple(each for each in self.properties if each.reportable)


_all: Remembered[str, tuple[Source, ...]] = Remembered()


def every() -> tuple[Source, ...]:
    """Return all, ended ones too. At most one SQL statement."""
    return _all.one("", lambda _asked: tuple(map(_seen, models.Source.objects.order_by("key"))))


def source(key: str) -> Source | None:
    """Return one by its key."""
    return next((each for each in every() if each.key == key), None)


def hearing(origins: Sequence[str], section: str) -> Source | None:
    """Return who hears of a fact: of the first of its origins that has one; who names the section goes first.

    None: nobody does.
    """
    for origin in origins:
        theirs = [each for each in every() if each.active and each.origin == origin]
        for wanted in (lambda it: section in it.sections, lambda it: not it.sections):
            found = next(filter(wanted, theirs), None)
            if found:
                return found
    return None


def handled_by(organisation: UUID) -> tuple[Source, ...]:
    """Return the sources whose reports this organisation handles at the desk."""
    return tuple(each for each in every() if each.way == Way.DESK and each.organisation_id == organisation)


def _seen(row: models.Source) -> Source:
    is_desk = row.way == Way.DESK
    told = tuple(packing.from_plain(each, Property) for each in row.properties)
    return Source(
        key=row.key,
        origin=row.origin,
        sections=tuple(row.sections),
        names=row.name,
        way=Way(row.way),
        dataset=row.dataset,
        url=row.url,
        token_url=row.token_url,
        client_id=row.client_id,
        secret_file=row.secret_file,
        scope=row.scope,
        reporter=row.reporter,
        organisation_id=row.organisation_id,
        fill=dataset.OWN_FILL if is_desk else row.fill,
        properties=dataset.OWN if is_desk else told,
        active=row.active,
    )
