"""What was sent in, read strictly: a choice that we do not offer is refused, and nothing of it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import time

from burgerprofiel.notices.kinds.kind import Group, How
from burgerprofiel.notices.notice import Channel
from burgerprofiel.notices.preferences import ways
from burgerprofiel.notices.preferences.actions import Choices
from burgerprofiel.notices.preferences.ways import Way

HOURS = tuple(time(hour) for hour in range(24))
_HOUR = re.compile(r"(?:[01][0-9]|2[0-3]):00")
Sent = Mapping[str, str]


class RefusedError(ValueError):
    """The form says something that ours cannot say."""


def way(sent: Sent) -> Way:
    """Return the way that was picked. Raises RefusedError."""
    try:
        return Way(sent.get("wijze", ""))
    except ValueError as error:
        raise RefusedError from error


def choices(sent: Sent, channels: Iterable[Channel]) -> Choices:
    """Return what was chosen group by group, for the channels that the form showed. Raises RefusedError."""
    return {
        (group, channel): _how(sent[field], channel)
        for group in ways.CHANGEABLE
        for channel in channels
        if (field := name(group, channel)) in sent
    }


def name(group: Group, channel: Channel) -> str:
    """Return what the field of a choice is called."""
    return f"{group.value}-{channel.value}"


def _how(text: str, channel: Channel) -> How:
    if text not in [how.value for how in ways.offered(channel)]:
        raise RefusedError
    return How(text)


def quiet(sent: Sent) -> tuple[time, time] | None:
    """Return the quiet hours; None: none, or from an hour until that same hour. Raises RefusedError."""
    if sent.get("rust") != "ja":
        return None
    begin, end = hour(sent.get("van", "")), hour(sent.get("tot", ""))
    return None if begin == end else (begin, end)


def hour(text: str) -> time:
    """Return a whole hour. Raises RefusedError."""
    if not _HOUR.fullmatch(text):
        raise RefusedError
    return time.fromisoformat(text)
