"""Digital keys, one file each (A2). This is what the pages know of every kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from burgerprofiel.kit.levels import Key


@dataclass(frozen=True)
class Kind:
    """A kind of key: what it is called, and where it is shown and added."""

    key: Key
    title: Callable[[], str]
    explanation: Callable[[], str]
    """What one needs for it, in one line."""
    icon: str
    sign_in: str
    """URL name of the page that asks for it; the page gets `verder`, the path to go on to afterwards."""
    enrol: str = ""
    """URL name of the page that adds one; empty: it is not added here (an eID)."""
