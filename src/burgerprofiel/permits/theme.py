"""Permits in search and export (D6): told in the blocks that every face draws, each as its own page tells it.

They stand in the theme of the dossiers they came of: whoever may see those may see these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Answer, Data
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.permits import queries
from burgerprofiel.permits.pages import words
from burgerprofiel.permits.queries import Owner, Permit
from burgerprofiel.sources.facts import Block, Card, Row, Section, Span, Value, Words
from burgerprofiel.sources.service import Answers

NAME = "permits.here"
"""By which what lies here is known among the answers of sources."""
PAGE = "/attesten/toelatingen"


def known(viewer: Viewer) -> Mapping[str, Answer[Any]]:
    """Return what the viewer may see, as an answer beside those of sources. At most four SQL statements."""
    owner = queries.owner_of(viewer)
    return {NAME: Data((owner, queries.permits(owner)), clock.now())} if owner else {}


def _here(answers: Answers) -> tuple[Owner | None, Sequence[Permit]]:
    found = answers.get(NAME)
    return found.value if isinstance(found, Data) else (None, ())


def _build(answers: Answers) -> Sequence[Block]:
    owner, permits = _here(answers)
    return [card(owner, each) for each in permits] if owner else []


def card(owner: Owner, permit: Permit) -> Card:
    """Return one as a fact."""
    told = words.meaning(permit)
    return Card(
        key=f"permit-{permit.id}",
        label=permit.said.title,
        value=_when(permit),
        meaning=f"{told.title}. {told.text}",
        tag=words.tag(permit),
        rows=tuple(_rows(owner, permit)),
    )


def _when(permit: Permit) -> Value:
    """From when until when; one without an end is no period that goes on until now."""
    if permit.last_day is None:
        return Words(words.counts(permit))
    return Span(PartialDate.of(permit.valid_from), PartialDate.of(permit.last_day))


def _rows(owner: Owner, permit: Permit) -> Iterator[Row]:
    said = permit.said
    yield Row(_("Granted by"), Words(said.issuer))
    yield Row(_("Number"), Words(said.number))
    if said.reason:
        yield Row(_("Why"), Words(said.reason))
    if others := words.others(permit, is_citizen=owner.is_citizen):
        yield Row(_("Also for"), Words(others))
    if said.papers:
        yield Row(_("Documents"), Words(", ".join(words.paper(each) for each in said.papers)))


def _address(key: str) -> str:
    return f"{PAGE}/{key.removeprefix('permit-')}"


SECTION = Section(
    key="permits",
    title=lambda: _("Permits"),
    services=(),
    build=_build,
    empty=lambda: _("There are no permits here"),
    own=True,
    address=_address,
)
