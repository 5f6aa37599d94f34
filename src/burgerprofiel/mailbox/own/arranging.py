"""One's own labels and saved searches: made, renamed by making anew, thrown away. No message is ever lost by it.

What somebody types for themselves is sealed for them. A message bears a label's id, so that the list is narrowed by it
without anybody reading what it is called.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

import msgspec
from django.db import connection, transaction

from burgerprofiel.audit.actions import record
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.packing import from_json
from burgerprofiel.kit.ssin import stands_in
from burgerprofiel.mailbox import counts, sealed
from burgerprofiel.mailbox.events import BoxArranged
from burgerprofiel.mailbox.models import Arrangement
from burgerprofiel.mailbox.models.boxes import Kind

LONGEST = 50
"""Letters of a label, and of the name of a search."""
MOST_LABELS = 50
MOST_SEARCHES = 30
NO_LABEL = "-"
"""The id of a label that is not there: no message bears it."""


class RefusedError(ValueError):
    """It cannot be arranged so; the text is `empty`, `long`, `many` or `number` (a national number stands in it)."""


class Label(msgspec.Struct, frozen=True):
    """A label of one's own."""

    id: str
    name: str


class Search(msgspec.Struct, frozen=True):
    """A saved search; `wanted` is the part of the address after the question mark, `words` what was typed."""

    id: str
    name: str
    wanted: str
    words: str = ""


class Kept(msgspec.Struct, frozen=True):
    """What is sealed: each in the order in which they were made."""

    labels: tuple[Label, ...] = ()
    searches: tuple[Search, ...] = ()

    def label(self, name: str) -> Label | None:
        """Return the label of this name, in whatever capitals."""
        return next((each for each in self.labels if each.name.casefold() == name.casefold()), None)

    def names(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return what labels are called; those that were thrown away are left out."""
        known = {each.id: each.name for each in self.labels}
        return tuple(known[each] for each in ids if each in known)


NOTHING = Kept()


@dataclass(frozen=True)
class Arranged:
    """How a box is arranged, readable."""

    kept: Kept = NOTHING
    shortcuts: bool = True
    undo: object = None


def of(box_id: UUID, kind: Kind = Kind.CITIZEN) -> Arranged:
    """Return how a box is arranged; of one that never was, the usual. One SQL statement, or two."""
    row = Arrangement.objects.filter(box_id=box_id).first()
    return Arranged(kept(row, kind), row.shortcuts, row.undo) if row else Arranged()


def kept(row: Arrangement, kind: Kind) -> Kept:
    """Return what is sealed in a row. One SQL statement for a citizen's, or none."""
    if row.kept is None:
        return NOTHING
    return from_json(sealed.unseal(kind, row.box_id, bytes(row.kept), _place(row.box_id)), Kept)


def keep(row: Arrangement, kind: Kind, what: Kept) -> None:
    """Seal it in a row, which is not saved. One SQL statement for a citizen's, else none."""
    row.kept = sealed.seal(kind, row.box_id, msgspec.json.encode(what), _place(row.box_id))


def _place(box_id: UUID) -> str:
    return f"mailbox.arrangement.kept:{box_id}"


def cleaned(text: str) -> str:
    """Return a name as it is kept. Raises RefusedError."""
    name = " ".join("".join(letter for letter in text if letter.isprintable()).split())
    if not name:
        raise RefusedError("empty")
    if len(name) > LONGEST:
        raise RefusedError("long")
    if stands_in(name):
        raise RefusedError("number")
    return name


_KEEP = "INSERT INTO mailbox_arrangement (box_id) VALUES (%s) ON CONFLICT (box_id) DO NOTHING"


def locked(box_id: UUID) -> Arrangement:
    """Return the row while nobody else changes it, made if need be; within a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [box_id])
    return Arrangement.objects.select_for_update().get(box_id=box_id)


def with_label(row: Arrangement, kind: Kind, name: str) -> str:
    """Have a label of this name, and return its id; one that differs in capitals only is the same.

    Saves nothing. Raises RefusedError.
    """
    name, known = cleaned(name), kept(row, kind)
    label = known.label(name)
    if label is None:
        if len(known.labels) >= MOST_LABELS:
            raise RefusedError("many")
        label = Label(uuid4().hex[:12], name)
        keep(row, kind, Kept((*known.labels, label), known.searches))
    return label.id


def label_id(box_id: UUID, kind: Kind, name: str) -> str:
    """Return the id of a box's label, or NO_LABEL. At most two SQL statements."""
    label = of(box_id, kind).kept.label(name.strip())
    return label.id if label else NO_LABEL


@transaction.atomic
def drop_label(box_id: UUID, label: str, trace: Trace) -> None:
    """Throw a label away, by its id: off every message that bears it."""
    counts.lock(box_id)
    row = locked(box_id)
    before = kept(row, Kind.CITIZEN)
    keep(row, Kind.CITIZEN, Kept(tuple(each for each in before.labels if each.id != label), before.searches))
    row.save(update_fields=["kept"])
    with connection.cursor() as cursor:
        cursor.execute(_OFF, [label, box_id, [label]])
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
    before = kept(row, Kind.CITIZEN)
    others = tuple(each for each in before.searches if each.name.casefold() != name.casefold())
    if len(others) >= MOST_SEARCHES:
        raise RefusedError("many")
    keep(row, Kind.CITIZEN, Kept(before.labels, (*others, Search(uuid4().hex[:12], name, wanted, words))))
    row.save(update_fields=["kept"])
    record(CitizenId(box_id), trace, BoxArranged(what="search_saved"))


@transaction.atomic
def drop_search(box_id: UUID, search_id: str, trace: Trace) -> None:
    """Throw a saved search away."""
    row = locked(box_id)
    before = kept(row, Kind.CITIZEN)
    keep(row, Kind.CITIZEN, Kept(before.labels, tuple(each for each in before.searches if each.id != search_id)))
    row.save(update_fields=["kept"])
    record(CitizenId(box_id), trace, BoxArranged(what="search_dropped"))


@transaction.atomic
def switch_shortcuts(box_id: UUID, trace: Trace, *, on: bool) -> None:
    """Let single keys do something, or nothing."""
    row = locked(box_id)
    row.shortcuts = on
    row.save(update_fields=["shortcuts"])
    record(CitizenId(box_id), trace, BoxArranged(what="shortcuts_on" if on else "shortcuts_off"))
