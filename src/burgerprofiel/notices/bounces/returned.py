"""What somebody on the other side says of a letter, in our words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Word(StrEnum):
    """What is said of it."""

    FAILED = "failed"
    DELIVERED = "delivered"
    COMPLAINT = "complaint"
    NOTHING = "nothing"
    """That it takes longer, an answering machine, or nothing that we understand."""


@dataclass(frozen=True)
class Returned:
    """What is said of which letter."""

    word: Word
    letter: UUID | None = None
    """The delivery that the letter is known by; None: none that we ever sent."""
    code: str = ""
    """Of a failure: the status (RFC 3463)."""


NOTHING = Returned(Word.NOTHING)
