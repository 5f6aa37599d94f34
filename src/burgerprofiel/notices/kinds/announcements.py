"""What very many are told alike: its words are not ours but those of its author, in each language (`announcements`)."""

from __future__ import annotations

from burgerprofiel.notices.kinds.kind import Group, Kind, Values, Words

TOLD = "announcements.told"


def _told(values: Values) -> Words:
    return Words(values["title"], values["text"], values.get("act", ""))


KINDS = (Kind(TOLD, Group.ANNOUNCEMENTS, _told, frozenset({"title", "text"}), frozenset({"act"})),)
