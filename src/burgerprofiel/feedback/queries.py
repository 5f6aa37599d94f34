"""What a citizen said of facts: beside a fact, as a list, one with its course. Rows are reached through the viewer.

Who acts under a mandate sees the reports of the parts it is for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import msgspec
from django.db import connection
from django.utils.translation import get_language

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.feedback import content, rows
from burgerprofiel.feedback.actions import NotThereError, can_withdraw
from burgerprofiel.feedback.content import Content
from burgerprofiel.feedback.life import Status
from burgerprofiel.feedback.models import Change, Kind, Report
from burgerprofiel.feedback.sources import queries as sources
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.storage import objects
from burgerprofiel.people import vault
from burgerprofiel.people.vault import Vault

__all__ = ["NotThereError", "attachment", "marks", "mine", "one"]
MOST = 500
"""Reports of one citizen on a page."""
_MARKS = """
    SELECT fact, id, status, submitted_at, NULL::bytea FROM feedback_report
    WHERE citizen_id = %(citizen)s AND theme = %(theme)s AND client = '' AND status <> ALL(%(over)s)
    UNION ALL
    SELECT fact, NULL, NULL, at, seen FROM feedback_confirmation WHERE citizen_id = %(citizen)s AND theme = %(theme)s
    ORDER BY 4
"""


class Mark(NamedTuple):
    """What stands beside a fact: a report that is going on, or that it was confirmed."""

    report: UUID | None
    status: Status | None
    at: datetime
    """When it was reported, or confirmed."""
    seen: bytes = b""
    """As it was confirmed: another value was not."""

    def holds(self, seen: bytes) -> bool:
        """Whether it may stand beside a fact that is known by this now."""
        return self.report is not None or self.seen == seen


def marks(citizen_id: CitizenId, theme: str) -> Mapping[UUID, Mark]:
    """Return what stands beside the facts of a theme, by the fact's id. One SQL statement."""
    over = [Status.CLOSED.value, Status.WITHDRAWN.value]
    with connection.cursor() as cursor:
        cursor.execute(_MARKS, {"citizen": citizen_id, "theme": theme, "over": over})
        found = cursor.fetchall()
    read = (
        (fact, Mark(id_, None if s is None else Status(s), at, bytes(seen or b""))) for fact, id_, s, at, seen in found
    )
    return dict(read)


@dataclass(frozen=True)
class Told:
    """A report got a status."""

    status: Status
    at: datetime
    by: str
    told: str = ""
    internal: str = field(default="", repr=False)


@dataclass(frozen=True)
class Reported:
    """A report, as its citizen sees it."""

    id: UUID
    citizen_id: CitizenId
    status: Status
    kind: Kind
    submitted_at: datetime
    status_at: datetime
    source: str
    said: Content = field(repr=False)
    client: str
    can_withdraw: bool
    waits: bool
    """It could not be handed over yet."""
    has_file: bool
    octets: int
    media_type: str
    course: Sequence[Told] = ()


class File(NamedTuple):
    """What was attached, in pieces."""

    name: str
    media_type: str
    octets: int
    pieces: Iterator[bytes]


def mine(viewer: Viewer) -> list[Reported]:
    """Return all reports that the viewer may see, the newest first."""
    themes = None if viewer.actor is None else viewer.actor.scopes
    found = Report.objects.filter(citizen_id=viewer.citizen_id).order_by("-submitted_at", "id")
    wanted = list((found if themes is None else found.filter(theme__in=themes))[:MOST])
    if not wanted:
        return []
    opened = vault.opened(viewer.citizen_id)
    return [seen(opened, row) for row in wanted]


def one(viewer: Viewer, report: UUID) -> Reported:
    """Return a report with its course. Raises NotThereError."""
    row = _own(viewer, report)
    opened = vault.opened(viewer.citizen_id)
    return seen(opened, row, course(opened, row, internal=False))


def attachment(viewer: Viewer, report: UUID) -> File:
    """Return what was attached. Raises NotThereError, OSError."""
    row = _own(viewer, report)
    return file_of(vault.opened(viewer.citizen_id), row)


def _own(viewer: Viewer, report: UUID) -> Report:
    row = rows.of(viewer.citizen_id, report).first()
    if row is None or not viewer.may_see(row.theme):
        raise NotThereError
    return row


def file_of(opened: Vault, row: Report) -> File:
    """Return what is attached to a report. Raises NotThereError, OSError."""
    if not row.object_name or row.key is None:
        raise NotThereError
    try:
        pieces = objects.pieces(row.object_name, opened.unseal(row.key, content.key_place(row.id)))
    except objects.GoneError as error:
        raise NotThereError from error
    return File(rows.opened(opened, row).file_name, row.media_type, row.octets, pieces)


def course(opened: Vault, row: Report, *, internal: bool) -> list[Told]:
    """Return what became of a report, the oldest first; what handlers say among each other only when asked for."""
    found = Change.objects.filter(citizen_id=row.citizen_id, report_id=row.id).order_by("id")
    return [
        Told(
            Status(each.status),
            each.at,
            each.by,
            _text(opened, each.told, content.told_place(each.id)),
            _text(opened, each.internal, content.internal_place(each.id)) if internal else "",
        )
        for each in found
    ]


def _text(opened: Vault, sealed: bytes | memoryview[int] | None, place: str) -> str:
    return opened.unseal(sealed, place).decode() if sealed is not None else ""


def seen(opened: Vault, row: Report, told: Sequence[Told] = ()) -> Reported:
    """Return a report as people see it: the fact in their language, where it was told in that."""
    written = rows.opened(opened, row)
    said = msgspec.structs.replace(written, fact=written.fact.reading_in(get_language() or "nl"))
    return Reported(
        id=row.id,
        citizen_id=CitizenId(row.citizen_id),
        status=Status(row.status),
        kind=Kind(row.kind),
        submitted_at=row.submitted_at,
        status_at=row.status_at,
        source=_name(row, said),
        said=said,
        client=row.client,
        can_withdraw=can_withdraw(row),
        waits=bool(row.trouble) and not row.remote,
        has_file=bool(row.object_name),
        octets=row.octets,
        media_type=row.media_type,
        course=told,
    )


def _name(row: Report, said: Content) -> str:
    source = sources.source(row.source)
    return source.name(get_language() or "nl") if source else said.fact.source_name
