"""Four ways to be told, of which a citizen picks one; who wants it otherwise chooses group by group (E2)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from burgerprofiel.notices.kinds.kind import DEFAULTS, Group, How
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.preferences.actions import Choices
from burgerprofiel.notices.preferences.rule import Wanted

CHANGEABLE = tuple(group for group in Group if group is not Group.SAFETY)
"""What a citizen chooses about; safety is told anyway."""


class Way(StrEnum):
    """How somebody wants to be told, in one word."""

    AT_ONCE = "meteen"
    DAILY = "dagelijks"
    MYSELF = "zelf"
    """I look myself: only what must be told is told."""
    OWN = "eigen"
    """Chosen group by group."""


def choices(way: Way) -> Choices:
    """Return what a way stands for; of `OWN` nothing."""
    match way:
        case Way.AT_ONCE:
            return {(group, channel): DEFAULTS[group][channel] for group in CHANGEABLE for channel in Channel}
        case Way.DAILY:
            return {(group, channel): _DAILY[channel] for group in CHANGEABLE for channel in Channel}
        case Way.MYSELF:
            return {(group, channel): How.NEVER for group in CHANGEABLE for channel in Channel}
        case Way.OWN:
            return {}


_DAILY: Mapping[Channel, How] = {Channel.EMAIL: How.DIGEST, Channel.SMS: How.NEVER, Channel.PUSH: How.NEVER}


def of(wanted: Wanted) -> Way:
    """Return which way somebody chose."""
    for way in (Way.AT_ONCE, Way.DAILY, Way.MYSELF):
        if all(wanted.choice(*each) is how for each, how in choices(way).items()):
            return way
    return Way.OWN


def offered(channel: Channel) -> tuple[How, ...]:
    """Return what may be chosen for a channel: a text or a push tells at once, or not."""
    return tuple(How) if channel is Channel.EMAIL else (How.NOW, How.NEVER)


def is_silent(wanted: Wanted, group: Group, reached: frozenset[Channel]) -> bool:
    """Whether nothing that reaches this citizen tells of a group any more, by their own choice."""
    return not any(wanted.choice(group, channel) is not How.NEVER for channel in reached)
