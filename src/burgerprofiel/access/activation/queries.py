"""What a counter sees of what it registered: its own only, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from burgerprofiel.access.activation import TRIES
from burgerprofiel.access.activation.details import Document, State, details_of, state_of
from burgerprofiel.access.models import Registration
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.people.queries import UnknownCitizenError, citizen_with

PAGE = 20


@dataclass(frozen=True)
class Registered:
    """A registration as its counter sees it. Not there: the national number, the code and the link."""

    id: UUID
    name: str
    document: Document
    document_number: str
    email: str
    language: str
    state: State
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    registered_by: CitizenId
    tries_left: int
    refused: bool
    """Whether the link could not be delivered at this address."""


def of_organisation(
    organisation_id: UUID, *, before: UUID | None = None, most: int = PAGE
) -> tuple[list[Registered], UUID | None]:
    """Return a page of registrations, newest first, and what `before` is for the next page; None when that is all."""
    rows = Registration.objects.filter(organisation_id=organisation_id).order_by("-id")
    if before:
        rows = rows.filter(id__lt=before)
    found = list(rows[: most + 1])
    return _all_seen(found[:most]), found[most - 1].id if len(found) > most else None


def of_citizen(organisation_id: UUID, ssin: Ssin) -> list[Registered]:
    """Return this counter's registrations of one person, newest first."""
    citizen_id = citizen_with(ssin)
    if citizen_id is None:
        return []
    rows = Registration.objects.filter(organisation_id=organisation_id, citizen_id=citizen_id).order_by("-id")
    return _all_seen(rows)


def registration(organisation_id: UUID, registration_id: UUID) -> Registered | None:
    """Return one; None when it is not this counter's."""
    rows = Registration.objects.filter(organisation_id=organisation_id, id=registration_id)
    return next(iter(_all_seen(rows)), None)


def _all_seen(rows: Iterable[Registration]) -> list[Registered]:
    """Who was erased meanwhile is not there: nothing of them can be read."""
    found = []
    for row in rows:
        with suppress(UnknownCitizenError):
            found.append(_seen(row))
    return found


def _seen(row: Registration) -> Registered:
    known = details_of(row)
    return Registered(
        id=row.id,
        name=f"{known.given_name} {known.family_name}",
        document=Document(row.document),
        document_number=known.document_number,
        email=known.email,
        language=row.language,
        state=state_of(row),
        created_at=row.created_at,
        expires_at=row.expires_at,
        used_at=row.used_at,
        registered_by=CitizenId(row.registered_by),
        tries_left=max(0, TRIES - row.tries),
        refused=known.refused,
    )
