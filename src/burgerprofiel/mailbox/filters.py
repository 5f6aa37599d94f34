"""Which messages of a box are meant: every part that is set must hold, and no match is an empty list (A.4).

A text is sought without capitals and accents in what is kept to search in, and in the names of who sent it: never in a
body or a file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, F, Func, Q, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from burgerprofiel.kit import clock
from burgerprofiel.mailbox import search
from burgerprofiel.mailbox.models import Message

LINKABLE = timedelta(days=30)
"""How long after its publication a message may be linked to more boxes; there `published_at` is so much later."""
_SLACK = timedelta(minutes=5)
"""Between the clock of an id and that of the row."""


@dataclass(frozen=True)
class Named:
    """Whose names hold what is sought: reference data, by id."""

    message_types: tuple[str, ...] = ()
    applications: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Filter:
    """Which messages; every part that is set must hold (contracts/ebox.md A.4)."""

    received_before: datetime | None = None
    received_after: datetime | None = None
    """From this moment on."""
    expired_before: datetime | None = None
    expired_after: datetime | None = None
    read: bool | None = None
    unread: bool | None = None
    """As the citizen's own list shows it."""
    visible: bool | None = None
    registered: bool | None = None
    message_type: str = ""
    organisation: str = ""
    application: str = ""
    label: str = ""
    text: str = ""
    """What somebody typed to search for: stands there as it is, apart from capitals and accents."""
    words: tuple[str, ...] = ()
    """Each must stand somewhere, in one of its spellings (`search.alike`): `search.stems` of what a citizen typed."""
    language: str = ""
    """With a text or words: only in messages of this language."""
    named: Named = field(default_factory=Named)
    """With a text or words: messages of these are found too, in whatever language they are."""

    @property
    def impossible(self) -> bool:
        """Whether nothing can be meant, whatever the box holds: an absurd range, for instance."""
        now = clock.now()
        return (
            _crossed(now, self.expired_before)
            or _crossed(self.expired_after, self.expired_before)
            or _crossed(self.received_after, self.received_before)
            or _crossed(self.received_after, now + _SLACK)
        )

    @property
    def sought(self) -> tuple[tuple[str, ...], ...]:
        """What must stand in a message, folded; of each, one of its spellings."""
        text = search.folded(self.text)
        words = filter(None, map(search.folded, self.words))
        return (*(((text,),) if text else ()), *map(search.alike, words))


def narrowed(rows: QuerySet[Message], wanted: Filter) -> QuerySet[Message]:
    """Keep the rows that are meant."""
    exact: dict[str, object] = {
        "published_at__lt": wanted.received_before,
        "published_at__gte": wanted.received_after,
        "id__lt": _id_from(wanted.received_before, _SLACK),
        "id__gte": _id_from(wanted.received_after, -LINKABLE - _SLACK),
        "expires_at__lt": wanted.expired_before,
        "expires_at__gte": wanted.expired_after,
        "read_at__isnull": None if wanted.read is None else not wanted.read,
        "unread": wanted.unread,
        "visible": wanted.visible,
        "registered": wanted.registered,
        "message_type_id": wanted.message_type or None,
        "organisation": wanted.organisation or None,
        "application": wanted.application or None,
        "labels__contains": [wanted.label] if wanted.label else None,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value is not None})
    return rows.filter(_found(wanted)) if wanted.sought else rows


def _found(wanted: Filter) -> Q:
    """Where the texts stand: in the message, or in what it shares with others; or in the names of who sent it."""
    found = Q()
    for spellings in wanted.sought:
        found &= reduce(or_, (Q(_Stands(text)) for text in spellings))
    if wanted.language:
        found &= Q(language=wanted.language)
    named = wanted.named
    for column, ids in (
        ("message_type_id", named.message_types),
        ("application", named.applications),
        ("organisation", named.organisations),
    ):
        found |= Q(**{f"{column}__in": ids}) if ids else Q()
    return found


class _Stands(Func):
    """Whether a text stands in what search looks in: of what many got alike in their one copy, which may be withdrawn.

    `strpos` and not LIKE: of that PostgreSQL believes that long words stand nowhere, and sorts the box to find them.
    """

    output_field = BooleanField()
    template = (
        "strpos(CASE WHEN {shared} THEN (SELECT alike.sought FROM mailbox_shared_message AS alike"
        " WHERE alike.id = {id}) ELSE {sought} END, %s) > 0"
    )
    parts = ("shared", "id", "sought")

    def __init__(self, text: str) -> None:
        """Take a folded text."""
        super().__init__(*map(F, self.parts))
        self.extra = {"text": text}

    def as_sql(self, compiler: SQLCompiler, *_told: object, **_context: object) -> tuple[str, tuple[Any, ...]]:
        """Return it as SQL."""
        columns = [compiler.compile(part)[0] for part in self.get_source_expressions()]
        return self.template.format(**dict(zip(self.parts, columns, strict=True))), (self.extra["text"],)


def _crossed(begin: datetime | None, end: datetime | None) -> bool:
    return bool(begin and end and begin >= end)


def _id_from(moment: datetime | None, slack: timedelta) -> UUID | None:
    """Return the first id of a moment: ids tell their time (RFC 9562 §5.7), so the box's own order finds it."""
    if moment is None:
        return None
    milliseconds = int((moment + slack).timestamp() * 1000)
    return UUID(int=min(max(milliseconds, 0), (1 << 48) - 1) << 80)
