"""What is asked of the reader, beside the file itself."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Question(msgspec.Struct, frozen=True):
    """One PDF to look at."""

    at: datetime
    """Now."""
    anchors: tuple[bytes, ...]
    """The certificates whose word counts, DER."""
    memory: int
    """Bytes it may take more than the reader has at rest."""
    seconds: float
    """Of processor."""
    patience: float
    """Seconds of clock: on a busy machine a file waits for its turn."""
