"""What a notice says, as it is kept: the facts and not the sentence, so that it reads in each language and improves."""

from __future__ import annotations

from uuid import UUID

import msgspec

Kept = str | dict[str, str]


class Content(msgspec.Struct, frozen=True):
    """The sealed part of a notice."""

    values: dict[str, Kept] = {}
    path: str = ""
    transaction: str = ""

    def __repr__(self) -> str:
        """Hide it: this text may reach a log."""
        return "Content(•••)"


def notice_place(notice_id: UUID) -> str:
    """Return where it is sealed."""
    return f"notices.notice:{notice_id}"
