"""What the pages of the trail say."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from burgerprofiel.kit import formats
from burgerprofiel.privacy.queries import Question, State
from burgerprofiel.privacy.trail.telling import Told

__all__ = ["besides", "lines", "month", "number", "state", "times", "tone", "when"]
month, number = formats.month, formats.number


def state(question: Question) -> str:
    """How far a question is."""
    return {
        State.OPEN: _("Received"),
        State.TAKEN: _("In hand"),
        State.ANSWERED: _("Answered"),
    }[question.state]


def tone(question: Question) -> str:
    """In which tone that stands."""
    return {State.OPEN: "plain", State.TAKEN: "plain", State.ANSWERED: "good"}[question.state]


def lines(many: int) -> str:
    """So many lines of the list."""
    return ngettext("%(n)s line", "%(n)s lines", many) % {"n": formats.number(many)}


def when(told: Told) -> str:
    """On which day, at which hour, and until when."""
    first, last = formats.moment(told.at), formats.time(told.until)
    return (
        first if last == formats.time(told.at) else _("%(moment)s, last at %(time)s") % {"moment": first, "time": last}
    )


def besides(many: int) -> str:
    """So many kinds of steps more."""
    return ngettext("and %(n)s more", "and %(n)s more", many) % {"n": formats.number(many)}


def times(many: int) -> str:
    """How often on end."""
    return ngettext("%(n)s time", "%(n)s times", many) % {"n": formats.number(many)}
