"""What the trail says about questions to the data protection officer. What was asked never stands in it."""

from typing import ClassVar

from burgerprofiel.audit.events import Event


class CaseAsked(Event, frozen=True, kw_only=True):
    """The citizen asked about a line of their trail."""

    tag: ClassVar[str] = "privacy.case.asked"
    case: str
    line: int
    """The number of the line's newest event."""


class CaseRead(Event, frozen=True, kw_only=True):
    """The officer opened the question, and the events that it is about."""

    tag: ClassVar[str] = "privacy.case.read"
    case: str
    organisation: str


class CaseTaken(Event, frozen=True, kw_only=True):
    """The officer took it in hand."""

    tag: ClassVar[str] = "privacy.case.taken"
    case: str
    organisation: str


class CaseAnswered(Event, frozen=True, kw_only=True):
    """The officer answered it."""

    tag: ClassVar[str] = "privacy.case.answered"
    case: str
    organisation: str
