"""What this room writes in the audit trail: every question to a source, and every answer about somebody else."""

from burgerprofiel.audit.events import Event


class AnswerFetched(Event, frozen=True, kw_only=True):
    """A source was asked about the citizen. `outcome`: data, nothing, not_allowed, or the cause of unavailability."""

    tag = "sources.answer.fetched"
    service: str
    outcome: str
    reference: str
    """Our reference in the message to the source."""
    milliseconds: int


class ForeignAnswerRefused(Event, frozen=True, kw_only=True):
    """A source answered about somebody else; nothing of that answer was kept or shown."""

    tag = "sources.answer.refused"
    service: str
    reference: str
