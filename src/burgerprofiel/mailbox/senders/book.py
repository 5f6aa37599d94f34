"""All reference data at a glance: who sends, with what, which kinds of messages, and what they are called.

It is small, changes seldom and is asked for with every message, so a process keeps it for a few seconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from django.db.models.functions import Length

from burgerprofiel.kit.remembered import Remembered
from burgerprofiel.mailbox import search
from burgerprofiel.mailbox.filters import Named
from burgerprofiel.mailbox.models import Logo, MessageType, SenderApplication, SenderOrganisation, SenderRight
from burgerprofiel.mailbox.senders.texts import Texts, filled


class Right(NamedTuple):
    """Which organisation sends what with which application."""

    organisation: str
    application: str
    message_type: str


class Picture(NamedTuple):
    """A logo, without its content."""

    image_id: UUID
    organisation: str | None
    application: str | None
    language: str
    media_type: str
    octets: int


@dataclass(frozen=True)
class Book:
    """What was in the tables a moment ago; also what is no longer in use, for older messages name it still."""

    organisations: Mapping[str, SenderOrganisation]
    applications: Mapping[str, SenderApplication]
    message_types: Mapping[str, MessageType]
    rights: Sequence[Right]
    pictures: Sequence[Picture]
    _folded: dict[str, tuple[dict[str, str], ...]] = field(default_factory=dict)

    def named(self, text: str, language: str) -> Named:
        """Return whose name or description holds a text, in the words that this language shows (A.4, `qlang`)."""
        words = search.folded(text)
        if not words:
            return Named()
        kinds = self._folded.get(language) or self._folded.setdefault(language, self._fold(language))
        types, applications, organisations = (
            tuple(key for key, told in kind.items() if words in told) for kind in kinds
        )
        return Named(types, applications, organisations)

    def _fold(self, language: str) -> tuple[dict[str, str], ...]:
        def folded(*texts: Texts) -> str:
            return "\n".join(search.folded(filled(each).get(language, "")) for each in texts)

        return (
            {key: folded(each.names, each.descriptions) for key, each in self.message_types.items()},
            {key: folded(each.names, each.descriptions) for key, each in self.applications.items()},
            {key: folded(each.names, each.long_names) for key, each in self.organisations.items()},
        )


_kept: Remembered[None, Book] = Remembered()


def book() -> Book:
    """Return all reference data. No SQL statement when it was read in the last seconds, else five."""
    return _kept.one(None, _read)


def _read(_asked: None) -> Book:
    rights = SenderRight.objects.values_list("organisation_id", "application_id", "message_type_id").distinct()
    pictures = Logo.objects.order_by("image_id").annotate(octets=Length("content"))
    columns = ("image_id", "organisation_id", "application_id", "language", "media_type", "octets")
    return Book(
        SenderOrganisation.objects.order_by("pk").in_bulk(),
        SenderApplication.objects.order_by("pk").in_bulk(),
        MessageType.objects.order_by("pk").in_bulk(),
        [Right(*each) for each in rights.order_by("organisation_id", "application_id", "message_type_id")],
        [Picture(*each) for each in pictures.values_list(*columns)],
    )
