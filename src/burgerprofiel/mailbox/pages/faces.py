"""How a sender is shown: its name in the reader's language, and its picture or else its first letters."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from burgerprofiel.kit import cbe
from burgerprofiel.mailbox.models import Logo, MessageType, SenderApplication, SenderOrganisation

_SECONDS = 30.0
_MOST = 5_000
"""Senders that a process remembers; then it begins anew."""
_SMALL_WORDS = {"van", "de", "der", "het", "voor", "en", "of", "the", "des", "du", "et", "die", "das"}


@dataclass(frozen=True)
class Face:
    """A sender as people see it."""

    names: Mapping[str, str]
    number: str
    logo: UUID | None = None
    url: str = ""

    def name(self, language: str) -> str:
        """Its name; of a sender that nobody knows any more, its number."""
        return in_language(self.names, language) or self.number

    def letters(self, language: str) -> str:
        """At most two letters, for who has no picture."""
        words = [
            word for word in self.name(language).split() if word.casefold() not in _SMALL_WORDS and word[:1].isalpha()
        ]
        return "".join(word[0].upper() for word in words[:2]) or "#"

    @property
    def hue(self) -> int:
        """A colour of its own, always the same: one of twelve."""
        return int(self.number) // 97 % 12 if self.number.isdigit() else 7


class Kind(NamedTuple):
    """A kind of message, in words."""

    names: Mapping[str, str]
    keys: Mapping[str, Mapping[str, Mapping[str, str]]]
    """Its business data."""


def in_language(texts: Mapping[str, str], language: str) -> str:
    """Return a text of reference data in this language, else in Dutch, else in any."""
    return texts.get(language) or texts.get("nl") or next(iter(texts.values()), "")


_known: dict[str, tuple[float, Face]] = {}
_types: dict[str, tuple[float, Kind]] = {}
_applications: dict[str, tuple[float, Mapping[str, str]]] = {}


def forget() -> None:
    """Ask anew from now on, in this process."""
    for known in (_known, _types, _applications):
        known.clear()


def faces(organisations: Iterable[str]) -> dict[str, Face]:
    """Return how these senders look, by enterprise number. One SQL statement, none when they were asked lately."""
    wanted, now = set(organisations), time.monotonic()
    if len(_known) > _MOST:
        _known.clear()
    missing = [number for number in wanted if number not in _known or _known[number][0] < now]
    if missing:
        logos = dict(Logo.objects.filter(organisation_id__in=missing).values_list("organisation_id", "image_id"))
        rows = SenderOrganisation.objects.filter(enterprise_number__in=missing)
        found = {row.enterprise_number: Face(row.names, row.enterprise_number, None, row.url) for row in rows}
        for number in missing:
            face = found.get(number) or Face({}, cbe.on_paper(number))
            _known[number] = now + _SECONDS, Face(face.names, face.number, logos.get(number), face.url)
    return {number: _known[number][1] for number in wanted}


def kind_name(message_type: str, language: str) -> str:
    """Return what such a message is called. One SQL statement, or none."""
    return in_language(_type(message_type).names, language) or message_type


def business_names(message_type: str, language: str) -> dict[str, str]:
    """Return what its business data are called, by key. One SQL statement, or none."""
    return {key: in_language(told.get("names", {}), language) or key for key, told in _type(message_type).keys.items()}


def application_name(application: str, language: str) -> str:
    """Return what a sender's program is called. One SQL statement, or none."""
    now = time.monotonic()
    if application not in _applications or _applications[application][0] < now:
        rows = SenderApplication.objects.filter(application_id=application)
        _applications[application] = now + _SECONDS, rows.values_list("names", flat=True).first() or {}
    return in_language(_applications[application][1], language) or application


def _type(message_type: str) -> Kind:
    now = time.monotonic()
    if message_type not in _types or _types[message_type][0] < now:
        rows = MessageType.objects.filter(message_type_id=message_type)
        _types[message_type] = now + _SECONDS, Kind(*(rows.values_list("names", "business_keys").first() or ({}, {})))
    return _types[message_type][1]
