"""What certificates of the demo's people and of the shared answers would say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from django.utils import translation

from burgerprofiel.certificates.content import Content, Holder, Part
from burgerprofiel.certificates.kinds import KINDS, Kind
from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Data
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.simulators.magda.cast import BY_SLUG
from burgerprofiel.sources import origins
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import all_themes
from tests.sources import cases

DAY = date(2026, 3, 14)
MOMENT = datetime(2026, 3, 14, 8, 41, tzinfo=UTC)
CODE = "000000000000"


def content(kind: Kind, language: str, parts: tuple[Part, ...], slug: str = "noor") -> Content:
    """What it says, with these facts of somebody of the demo."""
    person = BY_SLUG[slug]
    with translation.override(language):
        return Content(
            holder=Holder(person.name, person.ssin, PartialDate.parse(person.born)),
            purpose="work",
            parts=parts,
            source=origins.name(kind.service.origin),
            as_of=MOMENT,
        )


def answers_of(slug: str, kind: Kind) -> Answers:
    """What the demo's sources know of a person, of the theme that a kind belongs to."""
    theme = next(theme for theme in all_themes() if theme.key == kind.theme)
    return cases.answers_about(slug, theme)


def of_the_cast(language: str) -> Iterator[tuple[str, Kind, Content]]:
    """Every certificate that somebody of the demo can have, in a language."""
    for slug in BY_SLUG:
        for kind in KINDS.values():
            given = answers_of(slug, kind)
            if given.data(kind.service) is None:
                continue
            with translation.override(language):
                parts = kind.build(given)
            if parts:
                yield slug, kind, content(kind, language, parts, slug)


def of_the_shared(folder: Path, kind: Kind, language: str) -> Iterator[tuple[str, Content]]:
    """Every certificate of a kind that follows from the shared answers, with the file's name."""
    for file, node in cases.shared(folder, kind.service):
        value = kind.service.parse(node)
        if value is None:
            continue
        with translation.override(language):
            parts = kind.build(Answers({kind.service.name: Data(value, clock.now())}))
        if parts:
            yield file.stem, content(kind, language, parts)
