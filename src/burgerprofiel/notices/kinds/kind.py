"""What a kind of notice is: its group, whether it asks something of the citizen, and its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from burgerprofiel.notices.models.preferences import How
from burgerprofiel.notices.notice import Channel

__all__ = ["DEFAULTS", "Group", "How", "Kind", "Words"]


class Group(StrEnum):
    """What a citizen chooses about at once: few enough to understand."""

    MAIL = "mail"
    """New messages, reminders, what is about to go."""
    DOSSIERS = "dossiers"
    CERTIFICATES = "certificates"
    """And permits."""
    SAFETY = "safety"
    """Sign-ins, keys, mandates: always told at once."""
    OWN_DATA = "own_data"
    """Answers about one's data: feedback, who looked, the profile."""
    SERVICES = "services"
    """What bodies tell that is none of the above."""
    ANNOUNCEMENTS = "announcements"
    """The same for very many."""


Defaults = Mapping[Channel, How]
DEFAULTS: Mapping[Group, Defaults] = {
    Group.MAIL: {Channel.EMAIL: How.NOW, Channel.SMS: How.NEVER, Channel.PUSH: How.NOW},
    Group.DOSSIERS: {Channel.EMAIL: How.NOW, Channel.SMS: How.NEVER, Channel.PUSH: How.NOW},
    Group.CERTIFICATES: {Channel.EMAIL: How.NOW, Channel.SMS: How.NEVER, Channel.PUSH: How.NOW},
    Group.SAFETY: {Channel.EMAIL: How.NOW, Channel.SMS: How.NEVER, Channel.PUSH: How.NOW},
    Group.OWN_DATA: {Channel.EMAIL: How.NOW, Channel.SMS: How.NEVER, Channel.PUSH: How.NOW},
    Group.SERVICES: {Channel.EMAIL: How.NOW, Channel.SMS: How.NEVER, Channel.PUSH: How.NOW},
    Group.ANNOUNCEMENTS: {Channel.EMAIL: How.DIGEST, Channel.SMS: How.NEVER, Channel.PUSH: How.NEVER},
}
"""What holds for who chose nothing."""


@dataclass(frozen=True)
class Words:
    """A notice in one language, without a national number."""

    title: str
    """One line: the bell, the subject of a mail, a text."""
    text: str
    """One or two sentences."""
    act: str = ""
    """What the link says; empty: "See it"."""


Values = Mapping[str, str]
"""The facts, in the language that is read."""


@dataclass(frozen=True)
class Kind:
    """One thing that happens to a citizen and is told."""

    key: str
    """`room.thing`."""
    group: Group
    words: Callable[[Values], Words] = field(repr=False)
    """In the language that is active."""
    needs: frozenset[str] = frozenset()
    """The facts that it cannot do without."""
    may_have: frozenset[str] = frozenset()
    active: bool = False
    must: frozenset[Channel] = frozenset()
    """The channels that the law, or safety, does not let anybody switch off or delay to a digest."""
    though_read: bool = False
    """Sent also when it was read before its turn came: who read it need not be who it warns (decision 0053)."""
    skips_quiet: bool = False
    """Told in quiet hours too: what cannot wait until the morning."""
    channels: frozenset[Channel] = frozenset(Channel)
    """By which it may be told at all."""
