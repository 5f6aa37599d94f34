"""From a MAGDA reply to one of the four answers, by the table of codes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from burgerprofiel.kit.answers import Answer, Cause, Data, NotAllowed, Nothing, Remark, Unavailable
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.codes import Meaning, meaning
from burgerprofiel.sources.connectors.magda.envelope import MagdaException, Reply
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Service

T = TypeVar("T")


class ForeignAnswerError(Exception):
    """The answer is about somebody else. It is refused and audited, never shown."""


def means(exception: MagdaException) -> Meaning:
    """Return the meaning of an exception."""
    return meaning(exception.code, exception.kind, exception.diagnosis, exception.circumstance)


def must_register(reply: Reply) -> bool:
    """Whether MAGDA wants the person registered first (13202)."""
    return any(means(exception) is Meaning.REGISTER_FIRST for exception in reply.exceptions)


def is_overloaded(reply: Reply) -> bool:
    """Whether the source asked us to come back later, without giving data."""
    return reply.content is None and any(means(exception) is Meaning.OVERLOADED for exception in reply.exceptions)


def conclude(service: Service[T], ssin: Ssin, reply: Reply, moment: datetime, reference: str) -> Answer[T]:
    """Return the answer that `reply` gives. Raises ForeignAnswerError, and UnreadableError from the parser."""
    if reply.content is not None:
        content = Node(reply.content)
        _check_subject(service, ssin, content, reply.exceptions)
        value = service.parse(content)
        if value is not None:
            return Data(value, moment, _remarks(reply.exceptions))
    return _without_data(reply.exceptions, moment, reference)


def _check_subject(service: Service[T], ssin: Ssin, content: Node, exceptions: Sequence[MagdaException]) -> None:
    """Refuse an answer that names persons and not the citizen; a replaced number (30004) is the citizen's own."""
    subjects = {number for number in service.subjects(content) if number}
    replaced = any(means(exception) is Meaning.NEW_NUMBER for exception in exceptions)
    if subjects and ssin.digits not in subjects and not replaced:
        raise ForeignAnswerError


def _remarks(exceptions: Sequence[MagdaException]) -> tuple[Remark, ...]:
    """What is worth saying beside the data: everything but "nothing found" in one of several registers."""
    return tuple(
        Remark(exception.code, _text(exception))
        for exception in exceptions
        if exception.code and means(exception) is not Meaning.NO_DATA
    )


def _text(exception: MagdaException) -> str:
    """The diagnosis, with the source that it is about when an annotation names one."""
    source = next((value for name, value in exception.notes if name.lower() == "bron"), "")
    return f"{exception.diagnosis} ({source})" if source else exception.diagnosis


def _without_data(exceptions: Sequence[MagdaException], moment: datetime, reference: str) -> Answer[T]:
    """Choose among the three answers without data; the worst that was said counts."""
    meanings = {means(exception) for exception in exceptions}
    if Meaning.NOT_ALLOWED in meanings or Meaning.REGISTER_FIRST in meanings:
        return NotAllowed(moment, reference)
    if Meaning.OVERLOADED in meanings:
        return Unavailable(moment, Cause.OVERLOADED, reference)
    if Meaning.UNAVAILABLE in meanings:
        return Unavailable(moment, Cause.UNREACHABLE, reference)
    return Nothing(moment)
