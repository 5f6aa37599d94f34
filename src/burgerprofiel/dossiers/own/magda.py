"""What MAGDA answers (GeefDossiers), told apart from what lies here: a dossier known from both is shown once.

The same dossier is found again by our id of its source and number, after MAGDA's short code was read as the source's
URI. Of two that differ the newer state stands. Nothing of an answer is kept but, by that opaque id, how new it was:
so a change rings, and one that was put away comes back (decision 0034).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection

from burgerprofiel.dossiers import words
from burgerprofiel.dossiers.models import Mark
from burgerprofiel.dossiers.numbers import dossier_id
from burgerprofiel.dossiers.own.bodies import Bodies, Body, named
from burgerprofiel.dossiers.own.files import File
from burgerprofiel.dossiers.own.owner import Owner
from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Answer, Data, Remark
from burgerprofiel.kit.connections import small_write
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.geef_dossiers import Change, Dossier

BEHIND = "60", "99"
"""Codes of a body that did not answer begin so (contracts/mbp.md §7.1)."""
_NEVER = PartialDate(1970, 1, 1)
_STANDING = """
SELECT id, changed_at, archived_at IS NOT NULL, seen_at, TRUE, action_needed, phase
FROM dossiers_dossier WHERE owner_id = %(owner)s AND id = ANY(%(ids)s)
UNION ALL SELECT id, changed_at, archived_at IS NOT NULL, seen_at, FALSE, FALSE, ''
FROM dossiers_mark WHERE owner_id = %(owner)s
"""
_REMEMBER = """
INSERT INTO dossiers_mark AS mark (owner_id, id, changed_at, seen_at)
SELECT %s, told.id, told.at, told.at FROM unnest(%s::uuid[], %s::timestamptz[]) AS told (id, at)
ON CONFLICT (owner_id, id) DO UPDATE SET changed_at = excluded.changed_at, archived_at = NULL
WHERE mark.changed_at < excluded.changed_at
"""


class Silent(msgspec.Struct, frozen=True):
    """A body behind MAGDA that did not answer, with the code that said so."""

    name: str
    """Empty: MAGDA did not say which."""
    code: str


class Before(msgspec.Struct, frozen=True):
    """How a dossier lies here of which MAGDA knows a newer state, as far as lists are narrowed by it."""

    body: Body
    archived: bool
    needs: bool
    finished: bool


class Told(msgspec.Struct, frozen=True):
    """What MAGDA answered, beside what lies here."""

    files: tuple[File, ...] = ()
    """Those that do not lie here, and those of which MAGDA knows a newer state."""
    newer: Mapping[UUID, Before] = {}
    """Of these the ones that lie here too, older."""
    all: Mapping[UUID, Dossier] = {}
    """Everything it answered."""
    silent: tuple[Silent, ...] = ()


class _Standing(msgspec.Struct, frozen=True):
    """How a dossier stands with its owner."""

    changed_at: datetime
    archived: bool
    seen_at: datetime | None
    here: bool
    needs: bool
    phase: str


def moment(change: Change) -> PartialDate | None:
    """Return when a state began, as far as is told."""
    return change.changed or change.begin or change.modified


def begun(change: Change) -> datetime:
    """Return the same as a moment that orders: the first one it may be."""
    return datetime.combine((moment(change) or _NEVER).earliest, time.min, clock.BRUSSELS)


def told(owner: Owner, answer: Answer[Any] | None) -> Told:
    """Return what an answer of GeefDossiers adds to what lies here.

    MAGDA is asked by the national number: to an organisation it adds nothing.
    Two SQL statements when there are dossiers, else none; one more when something is new.
    """
    if not isinstance(answer, Data) or not owner.is_citizen:
        return Told()
    shown: list[Dossier] = [each for each in answer.value if not each.now.hidden]
    silent = [(_behind(each.text), each.code) for each in answer.remarks if is_silence(each)]
    bodies = named([*(each.source for each in shown), *(source for source, _code in silent)])
    found = {dossier_id(bodies.of(each.source).source, each.number): each for each in shown}
    known = _known(owner, list(found))
    files = tuple(
        _file(file_id, each, bodies, known.get(file_id))
        for file_id, each in found.items()
        if not (here := known.get(file_id)) or not here.here or _is_newer(each.now, here.changed_at)
    )
    _remember(owner, files, known, whole=not silent)
    return Told(
        files,
        {each.id: _before(each, known[each.id]) for each in files if each.here},
        found,
        tuple(Silent(bodies.of(source).name if source else "", code) for source, code in silent),
    )


def is_silence(remark: Remark) -> bool:
    """Whether a remark says that a body behind MAGDA did not answer."""
    return remark.code.startswith(BEHIND)


def _behind(text: str) -> str:
    """The body that a remark is about stands between brackets at its end."""
    return text.rpartition("(")[2].rstrip(")") if text.endswith(")") else ""


def _known(owner: Owner, ids: Sequence[UUID]) -> dict[UUID, _Standing]:
    """How the dossiers with these ids stand here, and every one that MAGDA told before."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, {"owner": owner.id, "ids": list(ids)})
        rows = cursor.fetchall()
    return {row[0]: _Standing(*row[1:]) for row in sorted(rows, key=lambda row: bool(row[4]))}


def _before(file: File, standing: _Standing) -> Before:
    return Before(file.body, standing.archived, standing.needs, standing.phase == words.FINISHED)


def _is_newer(change: Change, than: datetime) -> bool:
    """MAGDA's moments are days as we read them: only a later day is newer for sure."""
    return (moment(change) or _NEVER).earliest > than.astimezone(clock.BRUSSELS).date()


def _file(file_id: UUID, dossier: Dossier, bodies: Bodies, standing: _Standing | None) -> File:
    at = begun(dossier.now)
    changed = standing is not None and not standing.here and standing.changed_at < at
    return File(
        id=file_id,
        body=bodies.of(dossier.source),
        number=dossier.number,
        changes=dossier.changes,
        states=len(dossier.changes),
        changed_at=at,
        due=dossier.now.due.earliest if dossier.now.due else None,
        archived=standing is not None and standing.archived and not changed,
        unseen=standing is not None and (standing.seen_at is None or standing.seen_at < at),
        here=standing is not None and standing.here,
    )


def _remember(owner: Owner, files: Sequence[File], known: Mapping[UUID, _Standing], *, whole: bool) -> None:
    """Keep how new each one is that does not lie here; `whole`: what MAGDA no longer tells is forgotten."""
    mine = {each.id: each.changed_at for each in files if not each.here}
    fresh = [each for each, at in mine.items() if each not in known or known[each].changed_at < at]
    if fresh:
        with small_write(durable=False), connection.cursor() as cursor:
            cursor.execute(_REMEMBER, [owner.id, fresh, [mine[each] for each in fresh]])
    if whole and any(not standing.here and each not in mine for each, standing in known.items()):
        _forget(owner, list(mine))


def _forget(owner: Owner, but: Sequence[UUID]) -> None:
    Mark.objects.filter(owner_id=owner.id).exclude(id__in=list(but)).delete()
