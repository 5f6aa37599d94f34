"""Typed audit events. Each room declares its own in its `events.py`; the tag is `room.thing.happened`."""

from typing import ClassVar

import msgspec


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was done to or seen of a citizen's data. Fields are details; never a national number."""

    tag: ClassVar[str]
    """`room.thing.happened`, unique over the product."""


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """Through which door an act came: the fields of contracts/ebox.md A.10 that belong to the request."""

    actor: str
    """Who acted: `citizen`, `system`, or a client or member of staff by its id."""
    subject_token_hash: str = ""
    """SHA-256, in hex, of the session or access token."""
    client_id: str = ""
    method: str = ""
    path: str = ""
    """The path without its query string."""
    response_code: int = 0
