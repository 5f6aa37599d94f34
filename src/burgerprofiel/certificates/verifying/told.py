"""What is said of a verdict."""

from __future__ import annotations

from dataclasses import dataclass

GOOD, BAD, UNSURE = "good", "bad", "unsure"


@dataclass(frozen=True)
class Told:
    """A verdict in words."""

    tone: str
    """`good`, `bad` or `unsure`."""
    title: str
    meaning: str
    advice: str
