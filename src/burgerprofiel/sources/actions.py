"""The writes of this room: keeping what sources answered, with its trace, and forgetting it."""

from collections.abc import Sequence
from typing import Any

from burgerprofiel.access import queries as sessions
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit import actions as audit
from burgerprofiel.audit.events import Event
from burgerprofiel.kit.answers import Answer, Cause, Data, NotAllowed, Unavailable
from burgerprofiel.kit.connections import small_write
from burgerprofiel.sources import cache, deaths
from burgerprofiel.sources.connectors.magda.connector import Fetched
from burgerprofiel.sources.events import AnswerFetched, ForeignAnswerRefused


def keep(viewer: Viewer, fetched: Sequence[Fetched]) -> None:
    """Keep answers for this session and record that their sources were asked, in one transaction.

    Of a session that ended meanwhile nothing is kept; that the sources were asked is recorded all the same.
    """
    with small_write(durable=False):
        if sessions.hold(viewer):
            cache.write(viewer, ((item.service, item.answer) for item in fetched))
        deaths.tell(viewer, fetched)
        audit.record(viewer.citizen_id, viewer.trace, *(_event(item) for item in fetched))


def keep_of(viewer: Viewer, answers: Sequence[tuple[cache.Asked, Answer[Any]]], *told: Event) -> None:
    """Keep answers for this session that another room asked for, and record what it tells of that; as `keep`."""
    with small_write(durable=False):
        if sessions.hold(viewer):
            cache.write(viewer, answers)
        audit.record(viewer.citizen_id, viewer.trace, *told)


def outcome(answer: Answer[Any]) -> str:
    """The word for an answer in the trail."""
    if isinstance(answer, Unavailable):
        return answer.cause.value
    if isinstance(answer, Data):
        return "data"
    return "not_allowed" if isinstance(answer, NotAllowed) else "nothing"


def _event(item: Fetched) -> Event:
    if isinstance(item.answer, Unavailable) and item.answer.cause is Cause.FOREIGN:
        return ForeignAnswerRefused(service=item.service.name, reference=item.reference)
    return AnswerFetched(
        service=item.service.name,
        outcome=outcome(item.answer),
        reference=item.reference,
        milliseconds=item.milliseconds,
    )
