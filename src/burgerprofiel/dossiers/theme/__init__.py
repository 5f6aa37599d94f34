"""Files (D1, read only): what Flemish bodies handle for you, what needs you first."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from burgerprofiel.sources.connectors.magda.services import geef_dossiers
from burgerprofiel.sources.facts import Face, News, Tag, Theme, Todo
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.dossiers import files, history, words


def _tile(answers: Answers) -> Face | None:
    found = files.shown(answers)
    if not found:
        return None
    waiting = sum(file.now.action_needed for file in found)
    first = found[0]
    return Face(
        headline=ngettext("%(count)s file", "%(count)s files", len(found)) % {"count": len(found)},
        line=values.joined(files.title_of(first), words.state(first.now.code), by=": "),
        tag=Tag(
            ngettext("%(count)s needs you", "%(count)s need you", waiting) % {"count": waiting},
            "act",
        )
        if waiting
        else None,
    )


def _todos(answers: Answers) -> Sequence[Todo]:
    return [
        Todo(
            key=f"dossier-{number}",
            title=files.title_of(file),
            line=file.now.action or words.state(file.now.code),
            due=file.now.due,
            action=_("Go to the file"),
            href=file.now.link,
        )
        for number, file in enumerate(files.shown(answers), start=1)
        if file.now.action_needed
    ]


def _news(answers: Answers) -> Sequence[News]:
    return [
        News(
            key=f"dossier-{number}",
            title=files.title_of(file),
            line=words.state(file.now.code),
            date=when,
        )
        for number, file in enumerate(files.shown(answers), start=1)
        if (when := history.moment(file.now)) is not None and values.lately(when)
    ]


THEME = Theme(
    key="dossiers",
    title=lambda: _("My files"),
    lead=lambda: _("Your files with Flemish bodies: where they stand, and what you have to do."),
    sections=(files.SECTION,),
    tile_services=(geef_dossiers.SERVICE,),
    tile=_tile,
    todos=_todos,
    news=_news,
)
