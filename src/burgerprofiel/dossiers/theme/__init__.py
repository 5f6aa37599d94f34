"""Dossiers on the overview, in search and in export (D1): the one list, told in the blocks that every face draws."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from burgerprofiel.dossiers import words
from burgerprofiel.dossiers.own.files import File
from burgerprofiel.dossiers.own.magda import moment
from burgerprofiel.dossiers.own.wanted import PAGE
from burgerprofiel.dossiers.theme import beside, files
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services import geef_dossiers
from burgerprofiel.sources.facts import Face, News, Tag, Theme, Todo
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import values

OTHERS = frozenset({beside.HERE.name, beside.TOLD.name})
"""Whose answers it waits for, besides MAGDA's."""


def _tile(answers: Answers) -> Face | None:
    here, theirs = beside.here(answers), _open(answers)
    added = [file for file in theirs if not file.here]
    count = here.counts.total + len(added)
    if not count:
        return None
    waiting = here.counts.needing + sum(file.needs for file in added)
    first = min((*here.needing, *here.changed[:1], *theirs), key=lambda file: file.key, default=None)
    return Face(
        headline=ngettext("%(count)s file", "%(count)s files", count) % {"count": count},
        line=values.joined(first.title, words.state(first.now.code), by=": ") if first else "",
        tag=Tag(
            ngettext("%(count)s needs you", "%(count)s need you", waiting) % {"count": waiting},
            "act",
        )
        if waiting
        else None,
    )


def _open(answers: Answers) -> list[File]:
    """What MAGDA added, what was put away apart."""
    return sorted((file for file in beside.told(answers).files if not file.archived), key=lambda file: file.key)


def todo(file: File) -> Todo:
    """Return what a dossier asks of its owner."""
    return Todo(
        key=f"dossier-{file.id}",
        title=file.title,
        line=file.now.action or words.state(file.now.code),
        due=PartialDate.of(file.due) if file.due else None,
        action=_("Go to the file"),
        href=file.href,
    )


def _todos(answers: Answers) -> Sequence[Todo]:
    """Those that only MAGDA tells of: what lies here is shown before MAGDA answers."""
    return [todo(file) for file in _open(answers) if file.needs and not file.here]


def _news(answers: Answers) -> Sequence[News]:
    found = [*beside.here(answers).changed, *(file for file in _open(answers) if not file.here)]
    return [
        News(key=f"dossier-{file.id}", title=file.title, line=words.state(file.now.code), date=when, href=file.href)
        for file in found
        if (when := moment(file.now)) is not None and values.lately(when)
    ]


THEME = Theme(
    key="dossiers",
    title=lambda: _("My files"),
    lead=lambda: _("Your files with public bodies: where they stand, and what you have to do."),
    sections=(files.SECTION,),
    tile_services=(geef_dossiers.SERVICE,),
    tile=_tile,
    todos=_todos,
    news=_news,
    path=PAGE,
    others=OTHERS,
)
