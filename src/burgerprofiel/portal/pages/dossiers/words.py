"""What the pages of dossiers say."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from burgerprofiel.dossiers import words as of_room
from burgerprofiel.dossiers.own.magda import moment
from burgerprofiel.dossiers.queries import File, View, Wanted
from burgerprofiel.dossiers.theme.files import administration as about
from burgerprofiel.dossiers.theme.files import meaning, tag
from burgerprofiel.dossiers.theme.numbers import number
from burgerprofiel.kit import clock, formats
from burgerprofiel.sources.connectors.magda.services.geef_dossiers import Change

__all__ = ["about", "count", "days", "done", "empty", "meaning", "moment", "number", "state", "tag", "view", "when"]


def view(it: View) -> str:
    """The name of a part of the list."""
    return {
        View.ALL: _("All of them"),
        View.NEEDS_ME: _("Needs me"),
        View.RUNNING: _("Running"),
        View.FINISHED: _("Finished"),
        View.ARCHIVE: _("Put away"),
    }[it]


def count(it: View, many: int) -> str:
    """How many there are of a part of the list."""
    told = {
        View.ALL: ngettext("%(n)s file", "%(n)s files", many),
        View.NEEDS_ME: ngettext("%(n)s file needs you", "%(n)s files need you", many),
        View.RUNNING: ngettext("%(n)s running file", "%(n)s running files", many),
        View.FINISHED: ngettext("%(n)s finished file", "%(n)s finished files", many),
        View.ARCHIVE: ngettext("%(n)s file put away", "%(n)s files put away", many),
    }[it]
    return told % {"n": formats.number(many)}


def empty(asked: Wanted) -> str:
    """What an empty list means."""
    if asked.body:
        return _("No file of yours fits what you ask.")
    return {
        View.ALL: _("No body that is connected has a file of you. Files elsewhere are not in this list."),
        View.NEEDS_ME: _("No body waits for you."),
        View.RUNNING: _("No file of yours is running."),
        View.FINISHED: _("No file of yours is finished yet."),
        View.ARCHIVE: _("You put nothing away."),
    }[asked.view]


def state(file: File) -> str:
    """How a dossier stands, in plain words."""
    return of_room.state(file.now.code) or of_room.phase(file.now.phase)


def state_of(change: Change) -> str:
    """The same of one of its states."""
    return of_room.state(change.code) or of_room.phase(change.phase)


def phase_of(change: Change) -> str:
    """In which phase a state was."""
    return of_room.phase(change.phase)


def at(change: Change) -> str:
    """When a state began."""
    began = moment(change)
    return formats.day(began) if began else ""


def when(file: File) -> str:
    """Since when it stands so."""
    began = moment(file.now)
    return formats.day(began) if began else ""


def days(file: File) -> str:
    """How long is left until its day."""
    left = (file.due - clock.today()).days if file.due else 0
    if left < 0:
        return _("the day has gone by")
    return _("today") if left == 0 else ngettext("in %(n)s day", "in %(n)s days", left) % {"n": left}


class Done(msgspec.Struct, frozen=True):
    """What was done last, and how to take it back."""

    text: str
    dossier: UUID
    back: str
    """The act that takes it back."""


def done(given: Mapping[str, str]) -> Done | None:
    """Read what an address says of the last act."""
    try:
        dossier = UUID(given.get("dossier", ""))
    except ValueError:
        return None
    match given.get("gedaan", ""):
        case "weg":
            return Done(_("The file was put away. A new state brings it back."), dossier, "terug")
        case "terug":
            return Done(_("The file is in your list again."), dossier, "weg")
    return None
