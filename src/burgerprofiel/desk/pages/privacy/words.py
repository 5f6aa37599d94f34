"""What the officer's pages say."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from burgerprofiel.privacy.queries import Question, State

DONE: dict[str, Callable[[], str]] = {
    "genomen": lambda: _("You have this question in hand. The citizen sees so."),
    "beantwoord": lambda: _("The answer was sent. The citizen gets a notice."),
}


def state(it: State) -> str:
    """How far a question is."""
    return {State.OPEN: _("Received"), State.TAKEN: _("In hand"), State.ANSWERED: _("Answered")}[it]


def tone(question: Question) -> str:
    """In which tone that stands."""
    if question.late:
        return "act"
    return "good" if question.state is State.ANSWERED else "plain"
