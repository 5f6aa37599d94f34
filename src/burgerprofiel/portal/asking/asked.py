"""A fact that stands before the citizen, whoever holds it: whose it is, where it stands, what it says, who hears of it.

By where it stands it is named and found again; by what it says, in no language and without what time alone does to it,
it is known as the one that was looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

import msgspec
from django.conf import settings
from django.utils import translation

from burgerprofiel.feedback import numbers
from burgerprofiel.feedback.content import Detail, Fact, Reading
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.portal.facts import pairs, words
from burgerprofiel.portal.faults import Route
from burgerprofiel.sources.facts import Block, Scale, Secret, Value

PLAIN = "en"
"""In which every sentence of ours is its own key: no translation that is mended changes a fact."""


class Name(NamedTuple):
    """Where a fact stands, and whose it is."""

    owner: CitizenId
    part: str
    """Of the portal: a theme's key, `dossiers`, `permits` or `certificates`."""
    section: str
    key: str
    scope: str
    """What a mandate must be for (`people.mandates.scopes`)."""

    @property
    def id(self) -> UUID:
        """By which its address names it."""
        return numbers.fact_id(self.owner, self.part, self.section, self.key)

    @property
    def href(self) -> str:
        """Where one says that it is right, or not."""
        return f"/klopt-dit/feit/{self.part}/{self.id}"


class Reads(NamedTuple):
    """What a fact says, in the reader's language."""

    title: str
    """Of what it is a part."""
    block: Block
    held_by: str


@dataclass(frozen=True)
class Asked:
    """One that was found."""

    name: Name
    origins: tuple[str, ...]
    """Who may hear of it, as `feedback_sources` names them, the nearest first."""
    section: str
    """Where it stands, as `feedback_sources` names that: `home/owned`."""
    path: str
    """Where it is shown."""
    as_of: datetime | None
    read: Callable[[], Reads | None]
    """What it says in the language and on the day of who calls; None: it does not stand there then."""
    line: Callable[[], str]
    """Where it comes from and of when it is."""
    route: Callable[[], Route | None]
    """Where one goes when nobody hears of it here."""


def seen(it: Asked, day: date) -> bytes:
    """Return by what the fact is known as it reads on this day, in whatever language; empty: it does not stand."""
    with translation.override(PLAIN), clock.as_on(day):
        reads = it.read()
    if reads is None:
        return b""
    return numbers.seen(it.name.owner, it.name.id.bytes + msgspec.msgpack.encode(_said(reads.block)))


def _said(block: Block) -> Block:
    """Return the block without what we say about it: what it means, and whose averages stand beside it."""
    if isinstance(block, Scale):
        mine = tuple(mark for mark in block.marks if mark.mine)
        return msgspec.structs.replace(block, meaning="", note="", bands=(), marks=mine)
    return msgspec.structs.replace(block, meaning="")


def fact(it: Asked, reads: Reads) -> Fact:
    """Return it as it reads now, in the reader's language."""
    told = _reading(reads)
    return Fact(
        id=it.name.id,
        theme=it.name.scope,
        section=it.section,
        title=told.title,
        said=told.said,
        details=told.details,
        source=it.origins[0] if it.origins else "",
        source_name=told.source_name,
        as_of=it.as_of,
        path=it.path,
    )


def in_every_language(it: Asked, told: Fact) -> Fact:
    """Return the same with what others read, so that a report reads in the language of who opens it."""
    readings = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            if reads := it.read():
                readings[language] = _reading(reads)
    return msgspec.structs.replace(told, readings=readings)


def _reading(reads: Reads) -> Reading:
    said = [_detail(label, value) for label, value in pairs(reads.block)]
    return Reading(reads.title, said[0], tuple(said[1:]), reads.held_by)


def _detail(label: str, value: Value | str | None) -> Detail:
    return Detail(label, "" if value is None else words(value), isinstance(value, Secret))
