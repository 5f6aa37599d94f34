"""Pushes go to every browser that a citizen let us reach."""

from __future__ import annotations

from uuid import UUID

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.post import Fault, NotSentError


def send(citizen_id: CitizenId, content: bytes, delivery_id: UUID) -> None:  # noqa: ARG001 - there is none yet
    """Push to all browsers of a citizen. Raises NotSentError when none took it."""
    raise NotSentError("there is no push yet", again=False, fault=Fault.LETTER)
