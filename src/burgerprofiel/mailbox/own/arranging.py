"""One's own labels and saved searches: made, renamed by making anew, thrown away. No message is ever lost by it."""

from __future__ import annotations

from uuid import UUID, uuid4

import msgspec
from django.db import connection, transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.packing import from_plain
from burgerprofiel.mailbox import counts
from burgerprofiel.mailbox.events import BoxArranged
from burgerprofiel.mailbox.models import Arrangement

LONGEST = 50
"""Letters of a label, and of the name of a search."""
MOST_LABELS = 50
MOST_SEARCHES = 30


class RefusedError(ValueError):
    """It cannot be arranged so; the text is `empty`, `long` or `many`."""


class Search(msgspec.Struct, frozen=True):
    """A saved search; `wanted` is the part of the address after the question mark, `words` what was typed."""

    id: str
    name: str
    wanted: str
    words: str = ""


def of(box_id: UUID) -> Arrangement:
    """Return how a box is arranged; of one that never was, the usual. One SQL statement."""
    return Arrangement.objects.filter(box_id=box_id).first() or Arrangement(box_id=box_id)


def searches(row: Arrangement) -> list[Search]:
    """Return the saved searches, in the order in which they were made."""
    return [from_plain(each, Search) for each in row.searches]


def cleaned(text: str) -> str:
    """Return a name as it is kept. Raises RefusedError."""
    name = " ".join("".join(letter for letter in text if letter.isprintable()).split())
    if not name:
        raise RefusedError("empty")
    if len(name) > LONGEST:
        raise RefusedError("long")
    return name


_KEEP = "INSERT INTO mailbox_arrangement (box_id) VALUES (%s) ON CONFLICT (box_id) DO NOTHING"


def locked(box_id: UUID) -> Arrangement:
    """Return the row while nobody else changes it, made if need be; within a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [box_id])
    return Arrangement.objects.select_for_update().get(box_id=box_id)


def with_label(row: Arrangement, name: str) -> str:
    """Have a label of this name, and return it as it is written; one that differs in capitals only is the same.

    Saves nothing. Raises RefusedError.
    """
    name = cleaned(name)
    known = next((each for each in row.labels if each.casefold() == name.casefold()), None)
    if known is None:
        if len(row.labels) >= MOST_LABELS:
            raise RefusedError("many")
        row.labels = [*row.labels, name]
    return known or name


@transaction.atomic
def drop_label(box_id: UUID, name: str, trace: Trace) -> None:
    """Throw a label away: off every message that bears it."""
    counts.lock(box_id)
    row = locked(box_id)
    row.labels = [each for each in row.labels if each != name]
    row.save(update_fields=["labels"])
    with connection.cursor() as cursor:
        cursor.execute(_OFF, [name, box_id, [name]])
    record(CitizenId(box_id), trace, BoxArranged(what="label_dropped"))


_OFF = """
UPDATE mailbox_message SET labels = array_remove(labels, %s::varchar)
WHERE box_id = %s AND labels @> %s::varchar[]
"""


@transaction.atomic
def save_search(box_id: UUID, name: str, wanted: str, words: str, trace: Trace) -> None:
    """Keep a search under a name; the same name replaces. Raises RefusedError."""
    name = cleaned(name)
    row = locked(box_id)
    kept = [each for each in searches(row) if each.name.casefold() != name.casefold()]
    if len(kept) >= MOST_SEARCHES:
        raise RefusedError("many")
    row.searches = msgspec.to_builtins([*kept, Search(uuid4().hex[:12], name, wanted, words)])
    row.save(update_fields=["searches"])
    record(CitizenId(box_id), trace, BoxArranged(what="search_saved"))


@transaction.atomic
def drop_search(box_id: UUID, search_id: str, trace: Trace) -> None:
    """Throw a saved search away."""
    row = locked(box_id)
    row.searches = [each for each in row.searches if each["id"] != search_id]
    row.save(update_fields=["searches"])
    record(CitizenId(box_id), trace, BoxArranged(what="search_dropped"))


@transaction.atomic
def switch_shortcuts(box_id: UUID, trace: Trace, *, on: bool) -> None:
    """Let single keys do something, or nothing."""
    row = locked(box_id)
    row.shortcuts = on
    row.save(update_fields=["shortcuts"])
    record(CitizenId(box_id), trace, BoxArranged(what="shortcuts_on" if on else "shortcuts_off"))
