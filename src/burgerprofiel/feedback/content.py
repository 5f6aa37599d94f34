"""What a report says, sealed for the citizen: the fact as it stood, what should stand there, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec


class Detail(msgspec.Struct, frozen=True):
    """A label and a value, in words."""

    label: str
    value: str
    hidden: bool = False
    """A number of the state: hidden until somebody asks."""


class Reading(msgspec.Struct, frozen=True):
    """What a fact says in one language."""

    title: str
    """Of the section."""
    said: Detail
    details: tuple[Detail, ...] = ()
    source_name: str = ""


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """A fact as it stands before the citizen, in the language they read."""

    id: UUID
    theme: str
    """For whom it is under a mandate."""
    section: str
    """Where it stands: `home/owned`."""
    title: str
    """Of the section."""
    said: Detail
    details: tuple[Detail, ...] = ()
    source: str
    """Who holds it, as `sources` calls them."""
    source_name: str
    as_of: datetime | None = None
    path: str
    """Where it is shown."""
    readings: Mapping[str, Reading] = {}
    """What it said in every language, when it was reported; without one it reads as it was reported."""

    def reading_in(self, language: str) -> Fact:
        """Return it as somebody reads it in this language."""
        told = self.readings.get(language[:2])
        if told is None:
            return self
        return msgspec.structs.replace(
            self, title=told.title, said=told.said, details=told.details, source_name=told.source_name
        )

    @property
    def titles(self) -> Mapping[str, str]:
        """The section's title in the languages in which it is known."""
        return {language: each.title for language, each in self.readings.items()}


class Proposed(msgspec.Struct, frozen=True):
    """What should stand there, for a property that may be reported."""

    property: str
    """Its id in the dataset."""
    label: str
    value: str
    """As the wire writes it: a date as 2026-03-14, a code of a list, true or false."""
    shown: str = ""
    """In words, where that is something else."""


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """A report."""

    fact: Fact
    proposed: tuple[Proposed, ...] = ()
    explanation: str = ""
    file_name: str = ""
    """Of what was attached; empty: nothing."""
    language: str = "nl"
    citizen: str = ""
    """The citizen's name; empty: a program reported it."""
    actor: str = ""
    """Who reported it for the citizen, under a mandate; empty: the citizen did."""
    uploaded: str = ""
    """Where the source keeps what was attached, once it has it."""


def report_place(report: UUID) -> str:
    """Where `Report.sealed` is sealed."""
    return f"feedback.report:{report}"


def key_place(report: UUID) -> str:
    """Where `Report.key` is sealed."""
    return f"feedback.report.key:{report}"


def told_place(change: UUID) -> str:
    """Where `Change.told` is sealed."""
    return f"feedback.change.told:{change}"


def internal_place(change: UUID) -> str:
    """Where `Change.internal` is sealed."""
    return f"feedback.change.internal:{change}"


def with_uploaded(said: Content, url: str) -> Content:
    """Return it with where the source keeps what was attached."""
    return msgspec.structs.replace(said, uploaded=url)
