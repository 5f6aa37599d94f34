"""How a sender is shown: its name in the reader's language, and its picture or else its first letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from burgerprofiel.kit import cbe
from burgerprofiel.kit.remembered import Remembered
from burgerprofiel.mailbox.models import Logo, MessageType, SenderApplication, SenderOrganisation
from burgerprofiel.mailbox.senders.texts import Texts, in_language

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


_known: Remembered[str, Face] = Remembered()
_types: Remembered[str, Kind] = Remembered()
_applications: Remembered[str, Texts] = Remembered()


def faces(organisations: Iterable[str]) -> dict[str, Face]:
    """Return how these senders look, by enterprise number. Two SQL statements, none when they were asked lately."""
    return _known.all(organisations, _faces)


def kind_name(message_type: str, language: str) -> str:
    """Return what such a message is called. One SQL statement, or none."""
    return in_language(_type(message_type).names, language) or message_type


def business_names(message_type: str, language: str) -> dict[str, str]:
    """Return what its business data are called, by key. One SQL statement, or none."""
    return {key: in_language(told.get("names", {}), language) or key for key, told in _type(message_type).keys.items()}


def application_name(application: str, language: str) -> str:
    """Return what a sender's program is called. One SQL statement, or none."""
    return in_language(_applications.one(application, _application), language) or application


def _faces(numbers: list[str]) -> dict[str, Face]:
    logos = dict(Logo.objects.filter(organisation_id__in=numbers).values_list("organisation_id", "image_id"))
    rows = SenderOrganisation.objects.in_bulk(numbers)
    known = {each: Face(row.names, each, logos.get(each), row.url) for each, row in rows.items()}
    return {each: known.get(each) or Face({}, cbe.on_paper(each)) for each in numbers}


def _type(message_type: str) -> Kind:
    return _types.one(message_type, _kind)


def _kind(message_type: str) -> Kind:
    rows = MessageType.objects.filter(message_type_id=message_type)
    return Kind(*(rows.values_list("names", "business_keys").first() or ({}, {})))


def _application(application: str) -> Texts:
    rows = SenderApplication.objects.filter(application_id=application)
    return rows.values_list("names", flat=True).first() or {}
