"""What a reader of the feed may ask (ebox-enterprise-event-api 1.1.1): everything else is a clear refusal.

`filter` the contract leaves open; here it is the kinds of events that are wanted, by name, between commas.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from burgerprofiel.kit import problems
from burgerprofiel.mailbox.feed.reading import Wanted
from burgerprofiel.mailbox.models.events import CONTRACT, EventKind

MOST = 1000
"""Events in one page."""
_INT64 = 2**63 - 1
_KNOWN = ("lastSequenceNbr", "pageSize", "startTime", "clientId", "filter")


def read(query: Mapping[str, str], client_id: str) -> Wanted:
    """Return what is asked. Raises ProblemError."""
    for name in query:
        if name not in _KNOWN:
            raise problems.invalid(name, f"This address knows {', '.join(_KNOWN)}.", where="query")
    if query.get("clientId", client_id) != client_id:
        raise problems.not_allowed("clientId names another client than the access token.")
    after = _number(query, "lastSequenceNbr", 0, _INT64)
    size = _number(query, "pageSize", 1, MOST)
    kinds = _kinds(query["filter"]) if query.get("filter") else CONTRACT
    if "startTime" in query:
        return Wanted(after, size, kinds, _moment(query["startTime"]))
    return Wanted(after, size, kinds)


def _number(query: Mapping[str, str], name: str, least: int, most: int) -> int:
    text = query.get(name, "")
    if text.isascii() and text.isdigit() and len(text) <= 19 and least <= int(text) <= most:
        return int(text)
    raise problems.invalid(name, f"A whole number from {least} to {most} is needed.", where="query")


def _moment(text: str) -> datetime:
    """In UTC: PostgreSQL knows no offsets of sixteen hours or more."""
    try:
        read = datetime.fromisoformat(text)
        moment = read.astimezone(UTC) if read.tzinfo else None
    except (ValueError, OverflowError):
        moment = None
    if moment is None or "T" not in text:
        raise problems.invalid("startTime", "A date-time with its offset is needed (RFC 3339).", where="query")
    return moment


def _kinds(text: str) -> tuple[EventKind, ...]:
    names = text.split(",")
    if not set(names) <= set(EventKind.values):
        raise problems.invalid("filter", f"One or more of {', '.join(EventKind.values)}.", where="query")
    return tuple(EventKind(name) for name in dict.fromkeys(names))
