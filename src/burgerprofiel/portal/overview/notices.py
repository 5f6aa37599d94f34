"""Notices on the overview: what asks something among what needs you first, and the newest; nothing is told twice (E1).

What stands elsewhere on the overview (a new message, a bill, a file that changed) is not told again as a notice. And
whether a file still asks something, the file knows best.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.template.loader import get_template
from django.utils.translation import gettext as _

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit import clock
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.notices.own import bell, lines
from burgerprofiel.notices.own.lines import Line, Listed, Part
from burgerprofiel.notices.own.whose import own
from burgerprofiel.notices.pages.bell import words
from burgerprofiel.portal.overview.due import DAYS
from burgerprofiel.portal.themes import gap
from burgerprofiel.sources.facts import Todo
from burgerprofiel.sources.service import Answers

SHOWN = 3
_LOOKED_AT = 20
_OF_FILES = "dossiers."
_OF_MAIL = "mail."


@dataclass(frozen=True)
class Newest:
    """What the overview knows of notices: of one moment, with the number in the bell."""

    listed: Listed
    form: str
    """The token for the forms that open them."""

    def todos(self, told: Iterable[str]) -> Sequence[Todo]:
        """Return what asks something as things to do, unless its page is among those that are told already."""
        known = frozenset(told)
        return [
            _todo(line)
            for line in self.listed.lines
            if line.part is Part.ASKS and line.read.path not in known and not line.read.kind.startswith(_OF_FILES)
        ]

    def new(self, told: Iterable[str]) -> Sequence[Line]:
        """Return what is new and only tells, and is told nowhere else on the page."""
        known = frozenset(told)
        return [
            line for line in self.listed.lines if line.part is Part.TELLS and line.new and line.read.path not in known
        ][:SHOWN]


def newest(request: HttpRequest, viewer: Viewer) -> Newest | None:
    """Return what there is; None for who acts for somebody else. Two SQL statements, and none for the bell."""
    citizen_id = own(viewer)
    if citizen_id is None:
        return None
    listed = lines.page(citizen_id, size=_LOOKED_AT, earlier=0)
    bell.remember(request, listed.standing)
    return Newest(listed, csrf_input(request))


def _todo(line: Line) -> Todo:
    it = line.read
    return Todo(
        key=f"notice-{it.id}",
        title=it.words.title,
        line=it.words.text,
        due=_due(it.kind, it.last_day),
        action=_("Look"),
        href=f"/meldingen#m-{it.id}",
    )


def _due(kind: str, last_day: date | None) -> PartialDate | None:
    """The day by which to act. A letter's last day is when it disappears: far off, it presses nobody."""
    if last_day is None or (kind.startswith(_OF_MAIL) and last_day > clock.today() + timedelta(days=DAYS)):
        return None
    return PartialDate.of(last_day)


def none(_answers: Answers) -> str:
    """Return nothing, where there are no notices at all."""
    return gap("notices")


def draw(found: Newest | None, told: Iterable[str], _answers: Answers) -> str:
    """Return the newest notices; nothing for who sees none."""
    if found is None:
        return none(_answers)
    shown = found.new(told)
    context = {"listed": found.listed, "shown": shown, "csrf_input": found.form, "words": words}
    return str(get_template("portal/home_notices.html").render(context))
