"""A dossier as the list and its page show it, wherever it was heard of: pushed to us, read at MAGDA, or both."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import msgspec

from burgerprofiel.dossiers import content, words
from burgerprofiel.dossiers.content import Content, Manager
from burgerprofiel.dossiers.models import Dossier, Mutation
from burgerprofiel.dossiers.own.bodies import Bodies, Body
from burgerprofiel.kit import clock
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.people.owners import Opened
from burgerprofiel.sources.connectors.magda.services import geef_dossiers
from burgerprofiel.sources.connectors.magda.services.geef_dossiers import Change, Contact

_LAST = datetime.max.replace(tzinfo=UTC)

Key = tuple[bool, bool, date, timedelta, UUID]
"""The order of the list, which no two share: what needs its owner, then by due day, then the newest change."""


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A dossier of one owner."""

    id: UUID
    """`Known.id`: of a source and a number, wherever they were heard."""
    body: Body
    number: str
    """It may be a national number: it is never in an address."""
    changes: tuple[Change, ...]
    """Its states, the oldest first; in a list the newest alone."""
    states: int
    """How many there are."""
    changed_at: datetime
    due: date | None
    archived: bool = False
    unseen: bool = False
    """It changed since its owner looked at it."""
    here: bool = True
    """Its body pushed it to us; else it is read at MAGDA each time."""

    @property
    def now(self) -> Change:
        """How it stands."""
        return self.changes[-1]

    @property
    def needs(self) -> bool:
        """Whether its body waits for its owner."""
        return self.now.action_needed

    @property
    def finished(self) -> bool:
        """Whether it is over, as its body says."""
        return self.now.phase == words.FINISHED

    @property
    def title(self) -> str:
        """What it is called."""
        return self.now.name or words.kind(self.now.kind) or words.nameless()

    @property
    def handled_by(self) -> str:
        """The body's name; of one that nobody named, the service that is told as contact."""
        return self.body.name or (self.now.contact.service if self.now.contact else "")

    @property
    def href(self) -> str:
        """Its page."""
        return f"/dossiers/{self.id}"

    @property
    def key(self) -> Key:
        """Its place in the list."""
        return key(needs=self.needs, due=self.due, changed_at=self.changed_at, file_id=self.id)


def key(*, needs: bool, due: date | None, changed_at: datetime, file_id: UUID) -> Key:
    """Return a place in the list."""
    return not needs, due is None, due or date.max, _LAST - changed_at, file_id


def of_row(row: Dossier, opened: Opened, bodies: Bodies) -> File:
    """Return what lies here, with its newest state."""
    said = content.read(opened.unseal(row.sealed, content.dossier_place(row.id)))
    return File(
        id=row.id,
        body=bodies.of(row.source),
        number=said.number,
        changes=(as_change(said),),
        states=row.mutations,
        changed_at=row.changed_at,
        due=row.due,
        archived=row.archived_at is not None,
        unseen=row.seen_at is None or row.seen_at < row.changed_at,
    )


def states_of(rows: Iterable[Mutation], opened: Opened) -> tuple[Change, ...]:
    """Return the states that these rows hold, in their order."""
    return tuple(as_change(content.read(opened.unseal(row.sealed, content.mutation_place(row.id)))) for row in rows)


def as_change(said: Content) -> Change:
    """Return a pushed state in the words of GeefDossiers, so that both look alike."""
    return Change(
        name=said.name,
        kind=said.kind,
        code=said.code,
        phase=said.phase,
        edrl="",
        details=said.details,
        changed=PartialDate.of(said.changed_at.astimezone(clock.BRUSSELS).date()),
        action_needed=said.action_needed,
        action=said.action,
        due=PartialDate.of(said.due) if said.due else None,
        contact=_contact(said.manager) if said.manager else None,
        link=geef_dossiers.web_address(said.link),
        extra=said.extra,
        products=said.products,
        modified=None,
        begin=None,
        end=None,
        shared_with=said.shared_with,
        confidential=False,
        hidden=False,
    )


def _contact(manager: Manager) -> Contact:
    lines = (f"{manager.street} {manager.house}".strip(), f"{manager.postcode} {manager.municipality}".strip())
    return Contact(
        name=manager.name,
        service=manager.service,
        email=manager.email,
        phone=manager.phone,
        mobile=manager.mobile,
        fax="",
        website=geef_dossiers.web_address(manager.website),
        address=tuple(line for line in lines if line),
    )
