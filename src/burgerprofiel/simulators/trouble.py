"""Trouble to order: what a simulator does instead of answering as it should, by name, with a sentence that says so."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Trouble(StrEnum):
    """A kind of trouble of one simulator: `DOWN = "down", "HTTP 503 at once."`."""

    story: str
    """What it does, in a sentence."""

    def __new__(cls, name: str, story: str) -> Self:
        """Make one that is its name, and knows its story."""
        made = str.__new__(cls, name)
        made._value_ = name
        made.story = story
        return made
