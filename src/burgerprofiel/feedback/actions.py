"""What a citizen does: confirm a fact, report one, take a report back. Each is one transaction with its audit event.

Who acts under a mandate does so for the parts it is for; the trail names them. A form that is sent twice reports once.
"""

from __future__ import annotations

from contextlib import suppress
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit.actions import record
from burgerprofiel.feedback import content, numbers, rows
from burgerprofiel.feedback.content import Content, Fact, Proposed
from burgerprofiel.feedback.events import FactConfirmed, ReportMade, ReportWithdrawn
from burgerprofiel.feedback.life import OPEN, Status
from burgerprofiel.feedback.models import Confirmation, Kind, Report, Way
from burgerprofiel.feedback.rows import Step
from burgerprofiel.feedback.sources.queries import Source
from burgerprofiel.kit import clock, jobs
from burgerprofiel.kit.storage import objects
from burgerprofiel.kit.storage.objects import Stored
from burgerprofiel.people import vault


class AlreadyOpenError(Exception):
    """The citizen waits for an answer about this fact already: `report` is its id."""

    def __init__(self, report: UUID) -> None:
        """Say which."""
        super().__init__("There is an open report on this fact.")
        self.report = report


class TooLateError(Exception):
    """The source has the report, or is about to: it cannot be taken back."""


class NotThereError(LookupError):
    """This citizen has no such report."""


class Attached(NamedTuple):
    """A file that was looked in and kept."""

    stored: Stored
    file_name: str
    media_type: str


class Draft(NamedTuple):
    """What a citizen filled in."""

    kind: Kind
    proposed: tuple[Proposed, ...]
    explanation: str
    attached: Attached | None
    form: str
    """Of the form: the same one sent again makes no second report."""


def confirm(viewer: Viewer, fact: Fact, seen: bytes) -> None:
    """Note that a fact is right as it stands now (`seen`)."""
    told = {"theme": fact.theme, "seen": seen, "at": clock.now()}
    with transaction.atomic():
        Confirmation.objects.update_or_create(citizen_id=viewer.citizen_id, fact=fact.id, defaults=told)
        record(viewer.citizen_id, viewer.trace, FactConfirmed(fact=str(fact.id), source=fact.source))


def report(viewer: Viewer, fact: Fact, source: Source, draft: Draft) -> UUID:
    """Report a fact to its source; return the report's id. Raises AlreadyOpenError."""
    known = numbers.report_id(viewer.citizen_id, draft.form)
    try:
        with transaction.atomic():
            if rows.of(viewer.citizen_id, known).exists():
                return known
            _made(viewer, fact, source, draft, known)
    except IntegrityError as error:
        if rows.of(viewer.citizen_id, known).exists():
            return known
        mine = Report.objects.filter(citizen_id=viewer.citizen_id, fact=fact.id, client="", status__in=sorted(OPEN))
        found = mine.values_list("id", flat=True).first()
        if found is None:
            raise
        raise AlreadyOpenError(found) from error
    return known


def _made(viewer: Viewer, fact: Fact, source: Source, draft: Draft, known: UUID) -> None:
    opened, now, attached = vault.opened(viewer.citizen_id), clock.now(), draft.attached
    said = Content(
        fact=fact,
        proposed=draft.proposed,
        explanation=draft.explanation,
        file_name=attached.file_name if attached else "",
        language=get_language() or "nl",
        citizen=viewer.name,
        actor=viewer.actor.name if viewer.actor else "",
    )
    is_gtmf = source.way is Way.GTMF
    Report.objects.create(
        citizen_id=viewer.citizen_id,
        id=known,
        fact=fact.id,
        theme=fact.theme,
        source=source.key,
        kind=draft.kind,
        way=source.way,
        submitted_at=now,
        status_at=now,
        sealed=rows.sealed(opened, known, said),
        handler_id=source.organisation_id,
        due_at=now if is_gtmf else None,
        **(attached_columns(opened, known, attached) if attached else {}),
    )
    Confirmation.objects.filter(citizen_id=viewer.citizen_id, fact=fact.id).delete()
    rows.began(opened, known, "citizen", now)
    if is_gtmf:
        jobs.ask("feedback.hand_over", citizen=str(viewer.citizen_id), report=str(known))
    told = ReportMade(report=str(known), source=source.key, kind=draft.kind.value)
    record(viewer.citizen_id, viewer.trace, told)


def attached_columns(opened: vault.Vault, known: UUID, attached: Attached) -> dict[str, object]:
    """Return what a report keeps of its file."""
    stored = attached.stored
    return {
        "object_name": stored.object_name,
        "key": opened.seal(stored.key, content.key_place(known)),
        "octets": stored.octets,
        "media_type": attached.media_type,
    }


def withdraw(viewer: Viewer, wanted: UUID) -> None:
    """Take a report back that nobody has yet. Raises NotThereError, TooLateError."""
    with transaction.atomic():
        row = rows.locked(viewer.citizen_id, wanted)
        if row is None or row.client or not viewer.may_see(row.theme):
            raise NotThereError
        if row.status == Status.WITHDRAWN:
            return
        if not can_withdraw(row):
            raise TooLateError
        step = Step(Status.WITHDRAWN, "citizen", event=ReportWithdrawn(report=str(wanted)), quietly=True)
        gone = {"object_name": "", "key": None, "octets": 0, "media_type": ""}
        rows.change(vault.opened(viewer.citizen_id), row, step, viewer.trace, **gone)
    if row.object_name:
        with suppress(OSError):  # what cannot be removed now, the sweep of orphans removes
            objects.remove(row.object_name)


def can_withdraw(row: Report) -> bool:
    """Whether nobody has it yet."""
    return row.status == Status.SUBMITTED and row.handed_at is None and row.assignee is None and not row.client
