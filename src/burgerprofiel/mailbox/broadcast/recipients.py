"""Who is on the list of a broadcast: only whom we know gets it, and of all others nothing is kept but their line.

Somebody whom we never met is told of as NO_DIGITAL_USER at once and gets nothing later either (docs/decisions/0029).
The same list, or the same line, may be sent twice: nobody stands on it twice.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.cbe import CbeNumber
from burgerprofiel.kit.connections import let_go
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox.activation.queries import Code, reachability
from burgerprofiel.mailbox.broadcast import actions
from burgerprofiel.mailbox.broadcast.events import RecipientsAdded
from burgerprofiel.mailbox.broadcast.uploads import Line
from burgerprofiel.mailbox.models import Broadcast
from burgerprofiel.mailbox.models.broadcasts import Stage
from burgerprofiel.organisations import queries as organisations
from burgerprofiel.people import queries as people

UPLOADS = 10_000
"""Lists of one broadcast."""
LINES = 20_000_000
"""On all lists of one broadcast; nobody is on it twice, and there are twelve million of us."""
AT_ONCE = 2_000
"""Lines in a transaction."""
TOLD = 1_000
"""Lines that are wrong, told in the answer; the report tells all."""
INVALID = "INVALID_INPUT"


@dataclass
class Added:
    """What became of a list."""

    upload: int
    lines: int = 0
    listed: int = 0
    unknown: int = 0
    refused: int = 0
    invalid: int = 0
    repeated: int = 0
    wrong: list[Line] = field(default_factory=list)
    """The first of those that are invalid."""


class _Row(NamedTuple):
    box_id: UUID
    kind: str
    line: int
    reference: str
    code: str


def add(broadcast_id: UUID, lines: Iterable[Line], trace: Trace) -> Added:
    """Put the lines on the list as they come in, some thousands at a time. Raises NotNowError when it has started.

    No connection is held while the next lines come in. Broken off in the middle, what came stays: send all of it again.
    """
    added = Added(_upload(broadcast_id))
    coming = iter(lines)
    while some := list(islice(coming, AT_ONCE)):
        with transaction.atomic():
            _add(_draft(broadcast_id), some, added)
        let_go()
    with transaction.atomic():
        broadcast = _draft(broadcast_id)
        actions.record_in(
            broadcast, trace, RecipientsAdded(upload=added.upload, lines=added.lines, accepted=added.listed)
        )
    return added


def _held(broadcast: Broadcast) -> int:
    """How many lines were taken so far, of all lists."""
    return broadcast.listed + broadcast.unknown + broadcast.refused + broadcast.invalid + broadcast.repeated


def _upload(broadcast_id: UUID) -> int:
    with transaction.atomic():
        broadcast = _draft(broadcast_id)
        if broadcast.uploads >= UPLOADS:
            raise actions.NotNowError(f"A broadcast takes at most {UPLOADS} lists: put more lines in each.")
        broadcast.uploads += 1
        broadcast.save(update_fields=["uploads"])
    let_go()
    return broadcast.uploads


def _draft(broadcast_id: UUID) -> Broadcast:
    broadcast = Broadcast.objects.select_for_update().get(id=broadcast_id)
    if broadcast.stage != Stage.DRAFT:
        raise actions.NotNowError("This broadcast has started: nobody can be added any more.")
    if broadcast.query is not None:
        raise actions.NotNowError("This broadcast goes to everybody: it has no list.")
    return broadcast


def _add(broadcast: Broadcast, lines: Sequence[Line], added: Added) -> None:
    if _held(broadcast) + len(lines) > LINES:
        raise actions.NotNowError(f"A broadcast has at most {LINES} lines on its lists.")
    known = _known(lines)
    lines = [_known_enterprise(line, known) for line in lines]
    rows = [_row(broadcast.id, line, known) for line in lines]
    new = _insert(broadcast.id, added.upload, rows)
    added.wrong += [line for line in lines if line.wrong][: TOLD - len(added.wrong)]
    told = {
        "listed": sum(bool(row.kind) for row in new),
        "unknown": sum(row.code == Code.NO_DIGITAL_USER for row in new),
        "refused": sum(row.code == Code.NOT_REACHABLE for row in new),
        "invalid": sum(row.code == INVALID for row in new),
        "repeated": len(rows) - len(new),
    }
    added.lines += len(lines)
    for name, count in told.items():
        setattr(added, name, getattr(added, name) + count)
    Broadcast.objects.filter(id=broadcast.id).update(**{name: F(name) + count for name, count in told.items()})


def _known(lines: Sequence[Line]) -> dict[Ssin | CbeNumber, UUID]:
    """Return whom we know of these, with the ids of their boxes. One SQL statement a kind."""
    found: dict[Ssin | CbeNumber, UUID] = {}
    citizens = [line.who for line in lines if isinstance(line.who, Ssin)]
    if citizens:
        found.update((who, box_id) for who, box_id in people.citizens_with(citizens).items())
    enterprises = [line.who for line in lines if isinstance(line.who, CbeNumber)]
    ids = organisations.ids_of([each.digits for each in enterprises]) if enterprises else {}
    found.update({each: ids[each.digits] for each in enterprises if each.digits in ids})
    return found


def _known_enterprise(line: Line, known: dict[Ssin | CbeNumber, UUID]) -> Line:
    """An enterprise that we do not know is a mistake, as it is when one message is published."""
    if isinstance(line.who, CbeNumber) and line.who not in known:
        return replace(line, who=None, wrong="This enterprise is not known here.")
    return line


def _row(broadcast_id: UUID, line: Line, known: dict[Ssin | CbeNumber, UUID]) -> _Row:
    if line.who is None:
        return _Row(_alias(broadcast_id, f"{line.number} {line.reference}"), "", line.number, line.reference, INVALID)
    digits, box_id = line.who.digits, known.get(line.who)
    citizen = line.who if isinstance(line.who, Ssin) else None
    code = reachability(None, citizen) if citizen else Code.REACHED
    if box_id is None or code is Code.NOT_REACHABLE:
        told = Code.NOT_REACHABLE if code is Code.NOT_REACHABLE else Code.NO_DIGITAL_USER
        return _Row(_alias(broadcast_id, digits), "", line.number, line.reference, told.value)
    return _Row(box_id, "citizen" if citizen else "enterprise", line.number, line.reference, "")


def _alias(broadcast_id: UUID, text: str) -> UUID:
    """Return an id for a line that leads to nobody: the same for the same number here, and for no other broadcast."""
    told = b"broadcast recipient\n" + broadcast_id.bytes + text.encode()
    return UUID(bytes=hmac.digest(settings.SECRET_KEY.encode(), told, "sha256")[:16])


def _insert(broadcast_id: UUID, upload: int, rows: Sequence[_Row]) -> list[_Row]:
    """Write them; returns those that were not there."""
    columns = list(zip(*rows, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [broadcast_id, upload, *map(list, columns)])
        new = {box_id for (box_id,) in cursor.fetchall()}
    return list(_first_of_each(rows, new))


def _first_of_each(rows: Sequence[_Row], new: set[UUID]) -> Iterator[_Row]:
    for row in rows:
        if row.box_id in new:
            new.remove(row.box_id)
            yield row


_INSERT = """
    INSERT INTO mailbox_broadcast_recipient (broadcast_id, upload, box_id, kind, line, reference, code)
    SELECT %s, %s, them.* FROM unnest(%s::uuid[], %s::text[], %s::int[], %s::text[], %s::text[])
      AS them (box_id, kind, line, reference, code)
    ON CONFLICT DO NOTHING RETURNING box_id
"""
