"""What senders and kinds of messages are called at another registry: public, kept as long as it says (Cache-Control).

Names are no part of a citizen's mail. A name that does not come in time leaves the number of the enterprise to read;
it is asked again the next time.
"""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from collections.abc import Mapping
from typing import NamedTuple

from burgerprofiel.mailbox.federation import wire
from burgerprofiel.mailbox.federation.contract import Entry, Texts

MOST = 5000
SHORTEST, LONGEST, USUAL = 60.0, 172_800.0, 3600.0
"""Seconds: not shorter, lest every list asks; two days at most (contracts/ebox.md A.4); without a word: an hour."""
_AGE = re.compile(r"max-age\s*=\s*\"?([0-9]{1,9})")


class Key(NamedTuple):
    """Which name."""

    registry: str
    kind: str
    """`senderOrganizations` or `messageTypes`."""
    id: str


class _Kept(NamedTuple):
    texts: Texts
    until: float


_kept: OrderedDict[Key, _Kept] = OrderedDict()
_CALLED = {
    "senderOrganizations": ("organizationShortName", "organizationLongName"),
    "messageTypes": ("messageTypeName",),
}


def wanted(registry: str, entries: list[Entry]) -> list[Key]:
    """Return the names that these messages need and that are not kept (any more)."""
    keys = dict.fromkeys(
        key
        for entry in entries
        for key in (
            Key(registry, "senderOrganizations", entry.organisation),
            Key(registry, "messageTypes", entry.message_type),
        )
        if key.id
    )
    return [key for key in keys if not fresh(key)]


def fresh(key: Key) -> bool:
    """Whether the name is kept, and need not be asked again yet."""
    kept = _kept.get(key)
    return kept is not None and kept.until > time.monotonic()


def called(key: Key) -> Texts:
    """Return what it is called; nothing when nobody told yet. An old name is better than none."""
    kept = _kept.get(key)
    return kept.texts if kept else {}


def keep(key: Key, content: bytes, headers: Mapping[str, str]) -> None:
    """Keep what a registry told, as long as it says. Raises SilentError."""
    texts = wire.reference(content, *_CALLED[key.kind])
    _kept[key] = _Kept(texts, time.monotonic() + lifetime(headers.get("cache-control", "")))
    _kept.move_to_end(key)
    while len(_kept) > MOST:
        _kept.popitem(last=False)


def hint(key: Key, texts: Texts) -> None:
    """Note what it was called a moment ago, in another process; it is still asked."""
    if key not in _kept and texts:
        _kept[key] = _Kept(texts, 0.0)


def unknown(key: Key) -> None:
    """Note that the registry does not know it either: it is not asked for a while."""
    _kept[key] = _Kept({}, time.monotonic() + SHORTEST)


def lifetime(control: str) -> float:
    """Return for how many seconds an answer with this `Cache-Control` is kept."""
    if "no-store" in control or "no-cache" in control:
        return SHORTEST
    found = _AGE.search(control)
    return min(LONGEST, max(SHORTEST, float(found[1]))) if found else USUAL
