"""What the pages of the trail say."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from burgerprofiel.kit import formats
from burgerprofiel.privacy.queries import Question, State

__all__ = ["events", "month", "number", "state", "times", "tone"]
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


def events(many: int) -> str:
    """So many events."""
    return ngettext("%(n)s event", "%(n)s events", many) % {"n": formats.number(many)}


def times(many: int) -> str:
    """How often on end."""
    return ngettext("%(n)s time", "%(n)s times", many) % {"n": formats.number(many)}
