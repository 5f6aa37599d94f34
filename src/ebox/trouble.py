"""What goes wrong is said in a sentence that tells what to do; programs get an exit code.

The codes are those of sysexits.h where it has one.
"""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    SOME = 1
    """Something was refused, or of what was asked something is missing: the report says what."""
    USAGE = 2
    AGAIN = 75
    """The other side does not answer now: run the same command again, it goes on where it was."""
    STOPPED = 130
    """Somebody pressed Ctrl-C: run the same command again."""


class TroubleError(Exception):
    """Something a person must know; nothing more is done."""

    def __init__(self, sentence: str, code: Exit = Exit.SOME) -> None:
        """`sentence` says what happened and what to do."""
        super().__init__(sentence)
        self.code = code
