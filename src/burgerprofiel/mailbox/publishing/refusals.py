"""Why a message is not published; nothing of it was stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Flaw:
    """One thing that is wrong, in the words of the contract's v3."""

    part: str
    """`attachments[0].digest`, for instance; empty: the message itself."""
    sentence: str
    kind: str = "invalidInput"
    """Last word of a Belgif issue type."""
    code: str = "INVALID_INPUT"


class RefusedError(Exception):
    """The message cannot be published so."""

    def __init__(self, *flaws: Flaw, limit: int = 0) -> None:
        """Take at least one flaw; the first one's code is the answer's. `limit` in bytes: something is too large."""
        super().__init__(flaws[0].sentence)
        self.flaws: Sequence[Flaw] = flaws
        self.code, self.limit = flaws[0].code, limit


class RepeatedError(Exception):
    """This `Idempotency-Key` published a message already."""

    def __init__(self, message_id: UUID, expires_at: datetime | None) -> None:
        """Take what was published then; `expires_at` None: it has expired, and is no longer there."""
        super().__init__("This Idempotency-Key was used before.")
        self.message_id, self.expires_at = message_id, expires_at
