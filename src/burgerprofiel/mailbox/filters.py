"""Which messages of a box are meant: every part that is set must hold, and no match is an empty list (A.4).

A text is sought without capitals and accents in what is kept to search in, and in the names of who sent it: never in a
body or a file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, Q, QuerySet

from burgerprofiel.kit import clock
from burgerprofiel.mailbox import search
from burgerprofiel.mailbox.models import Message, SharedMessage

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
    """Where the texts stand: in the message, in what it shares with others, or in the names of who sent it."""
    own, alike = Q(), SharedMessage.objects.all()
    for spellings in wanted.sought:
        stands = reduce(or_, (Q(sought__contains=text) for text in spellings))
        own &= stands
        alike = alike.filter(stands)
    found = own | Q(_Among(F("id"), ArraySubquery(alike.values("id"))))
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


class _Among(Func):
    """Whether the first is one of an array: a condition that an index answers, where `IN (SELECT …)` is a join."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def _crossed(begin: datetime | None, end: datetime | None) -> bool:
    return bool(begin and end and begin >= end)


def _id_from(moment: datetime | None, slack: timedelta) -> UUID | None:
    """Return the first id of a moment: ids tell their time (RFC 9562 §5.7), so the box's own order finds it."""
    if moment is None:
        return None
    milliseconds = int((moment + slack).timestamp() * 1000)
    return UUID(int=min(max(milliseconds, 0), (1 << 48) - 1) << 80)
