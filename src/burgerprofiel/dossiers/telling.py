"""A new state of a dossier is told to each citizen whose it is, once, in plain words; what was told before it is over.

Only what is news is told: the newest state, of the past month, that says something else than the one before. So the
history of a body that begins to tell is there to be read, and rings for nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import translation

from burgerprofiel.dossiers import words
from burgerprofiel.dossiers.content import Content
from burgerprofiel.dossiers.rows import DossierRow
from burgerprofiel.dossiers.sources.queries import Source, sources
from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.ssin import without_numbers
from burgerprofiel.notices import actions, passing
from burgerprofiel.notices.notice import Notice, Value
from burgerprofiel.notices.passing import Thread

NEWS = timedelta(days=30)
"""What changed longer ago is history."""
_BEFORE = """
SELECT known.owner_id, known.id, known.code, known.phase, known.action_needed, known.due,
  known.changed_at, known.mutation
FROM unnest(%s::uuid[], %s::uuid[]) AS told (owner_id, id)
JOIN dossiers_dossier AS known ON known.owner_id = told.owner_id AND known.id = told.id
"""


class Stood(NamedTuple):
    """Where a dossier stood, and since when."""

    says: tuple[object, ...]
    age: tuple[datetime, UUID]


Before = Mapping[tuple[UUID, UUID], Stood]


def before(rows: Sequence[DossierRow], citizens: Collection[UUID]) -> Before:
    """Return where these stood until now, of citizens. One SQL statement, none when no row is news."""
    news = [row for row in rows if _is_news(row, citizens)]
    if not news:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_BEFORE, [[row.owner_id for row in news], [row.id for row in news]])
        return {(row[0], row[1]): Stood(tuple(row[2:6]), (row[6], row[7])) for row in cursor.fetchall()}


def tell(
    rows: Sequence[DossierRow], stood: Before, citizens: Collection[UUID], said: Callable[[DossierRow], Content]
) -> None:
    """Tell what is new of it, in the running transaction. Some SQL statements, however many there are."""
    new = [row for row in rows if _is_news(row, citizens) and _is_other(row, stood.get((row.owner_id, row.id)))]
    if new:
        passing.superseded(thread_of(CitizenId(row.owner_id), row.id) for row in new)
        known = sources({row.source for row in new})
        actions.tell(*(_notice(row, said(row), known.get(row.source)) for row in new))


def seen(citizen_id: CitizenId, dossier: UUID) -> None:
    """Note that its owner looked: nothing of it rings any more. One SQL statement."""
    passing.seen_threads([thread_of(citizen_id, dossier)])


def gone(owners: Iterable[UUID], dossier: UUID) -> None:
    """Note that the dossier was removed: nothing of it is asked any more. One SQL statement."""
    passing.superseded(thread_of(CitizenId(owner), dossier) for owner in owners)


def thread_of(citizen_id: CitizenId, dossier: UUID) -> Thread:
    """Return what all notices of a dossier share: its id, which follows from source and number."""
    return Thread(citizen_id, "", f"dossier {dossier}")


def _is_news(row: DossierRow, citizens: Collection[UUID]) -> bool:
    return row.owner_id in citizens and row.changed_at > clock.now() - NEWS


def _is_other(row: DossierRow, stood: Stood | None) -> bool:
    if stood is None:
        return True
    return stood.age < (row.changed_at, row.mutation) and stood.says != (
        row.code,
        row.phase,
        row.action_needed,
        row.due,
    )


def _notice(row: DossierRow, said: Content, source: Source | None) -> Notice:
    name = without_numbers(" ".join(said.name.split()))
    by: dict[str, Value] = {"sender": source.names} if source else {}
    return Notice(
        citizen_id=CitizenId(row.owner_id),
        kind="dossiers.asks" if said.action_needed else "dossiers.changed",
        key=f"dossier {row.mutation}",
        values={"dossier": name or _in_all(words.nameless), "state": _state(said.code), **by},
        path=f"/dossiers/{row.id}",
        at=row.changed_at,
        transaction=thread_of(CitizenId(row.owner_id), row.id).transaction,
    )


@lru_cache(maxsize=256)
def _state(code: str) -> Mapping[str, str]:
    return _in_all(lambda: words.state(code))


def _in_all(text: Callable[[], str]) -> Mapping[str, str]:
    told = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            told[language] = text()
    return told
