"""What the rules look at, and what somebody wants of a box."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

from burgerprofiel.kit.age import OLDEST, Ages
from burgerprofiel.mailbox.models.boxes import State


class Act(Enum):
    """What somebody wants of a box."""

    RECEIVE = "a sender publishes to it"
    ACTIVATE = "its owner activates it, or starts it again"
    READ = "somebody looks into it on the portal"
    NOTIFY = "its owner is written to about what lies there"


class Code(StrEnum):
    """What a sender hears about how the recipient is reached (C16)."""

    REACHED = ""
    NO_DIGITAL_USER = "NO_DIGITAL_USER"
    """Never activated: the message waits in the box, and paper is still needed."""
    DORMANT = "DORMANT"
    """Nobody has looked for long although mail lies unread: the message is there; paper is wise."""
    NOT_REACHABLE = "NOT_REACHABLE"
    """Nothing can be put in this box: paper, to the person or, of a child, to a parent. Nothing was stored."""


@dataclass(frozen=True)
class Facts:
    """All that is known when a rule is asked. Nothing here says where somebody lives, or that they have a guardian."""

    act: Act
    state: State = State.UNOPENED
    dormant: bool = False
    ages: Ages = Ages(0, OLDEST)  # noqa: RUF009 - a named tuple never changes
    for_another: bool = False
    """Who looks is not the owner: they act under a mandate."""
