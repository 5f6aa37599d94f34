"""The trail folded into looks, as far as it goes: what is counted and listed of it is read here, not in the chain.

Nothing is written here that the chain does not say; removed, it is folded again. A citizen's trail is folded when they
open the page: what was written since they were here last, so that no writer of the trail pays for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from burgerprofiel.audit import trail
from burgerprofiel.audit.trail import Step
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.privacy.models import Case, Folded, LookRow
from burgerprofiel.privacy.trail.looks import SHOWN, Key, Look, key, of, rule

BATCH = 5_000
"""Events read at once."""

_HOLD = """
    INSERT INTO privacy_folded AS held (citizen_id, seq, rule) VALUES (%s, 0, '')
    ON CONFLICT (citizen_id) DO UPDATE SET seq = held.seq RETURNING seq, rule
"""
_ADD = """
    INSERT INTO privacy_look AS held (citizen_id, first, last, day, mark, own, actor, body, until, many, shown)
    SELECT %(citizen)s, new.first, new.last, new.day, new.mark, new.own, new.actor, new.body, new.until, new.many,
           new.shown::bigint[]
    FROM unnest(%(first)s::bigint[], %(last)s::bigint[], %(day)s::date[], %(mark)s::uuid[], %(own)s::boolean[],
                %(actor)s::text[], %(body)s::text[], %(until)s::timestamptz[], %(many)s::integer[], %(shown)s::text[])
         AS new (first, last, day, mark, own, actor, body, until, many, shown)
    ON CONFLICT (citizen_id, day, mark) DO UPDATE SET last = excluded.last,
        until = greatest(held.until, excluded.until), many = held.many + excluded.many,
        shown = (held.shown || excluded.shown)[1:%(most)s]
"""


@contextmanager
def folded(citizen_id: CitizenId) -> Iterator[None]:
    """Within this the citizen's looks are up to date and stand still: whatever is read of them agrees."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_HOLD, [citizen_id])
            seq, by = cursor.fetchone()
        if by != rule():
            LookRow.objects.filter(citizen_id=citizen_id).delete()
            _fold(citizen_id, 0)
            _point_anew(citizen_id)
        else:
            _fold(citizen_id, seq)
        yield


def _fold(citizen_id: CitizenId, seq: int) -> None:
    last, found = seq, trail.after(citizen_id, seq, BATCH)
    while found:
        _add(citizen_id, together(citizen_id, found))
        last = found[-1].seq
        found = trail.after(citizen_id, last, BATCH) if len(found) == BATCH else []
    if last != seq:
        Folded.objects.filter(citizen_id=citizen_id).update(seq=last, rule=rule())


def _point_anew(citizen_id: CitizenId) -> None:
    """Let each question be about the look in which its event stands now; of two about one look, the first one is."""
    cases = Case.objects.filter(citizen_id=citizen_id)
    for step in trail.steps(citizen_id, list(cases.values_list("look", flat=True))):
        mine = key(citizen_id, step)
        row = LookRow.objects.filter(citizen_id=citizen_id, day=mine.day, mark=mine.mark).first()
        if row and row.first != step.seq and not cases.filter(look=row.first).exists():
            cases.filter(look=step.seq).update(look=row.first)


def together(citizen_id: CitizenId, found: Iterable[Step]) -> dict[Key, Look]:
    """Put events together, oldest first: each is in exactly one look."""
    held: dict[Key, list[Step]] = {}
    for step in found:
        held.setdefault(key(citizen_id, step), []).append(step)
    return {each: of(steps)._replace(steps=tuple(steps[:SHOWN])) for each, steps in held.items()}


def _add(citizen_id: CitizenId, looks: dict[Key, Look]) -> None:
    values: dict[str, Any] = {
        "citizen": citizen_id,
        "most": SHOWN,
        "first": [look.number for look in looks.values()],
        "last": [look.last for look in looks.values()],
        "day": [each.day for each in looks],
        "mark": [each.mark for each in looks],
        "own": [each.own for each in looks],
        "actor": [each.actor for each in looks],
        "body": [each.body for each in looks],
        "until": [look.until for look in looks.values()],
        "many": [look.many for look in looks.values()],
        "shown": [_array(look) for look in looks.values()],
    }
    with connection.cursor() as cursor:
        cursor.execute(_ADD, values)


def _array(look: Look) -> str:
    """As PostgreSQL writes an array: one column of arrays goes along as texts."""
    return f"{{{','.join(str(step.seq) for step in look.steps)}}}"
