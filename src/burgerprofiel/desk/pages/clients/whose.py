"""Whose applications a colleague works with: those that their own body asked for; the staff of this site, with all.

What an application may know holds for every citizen, so only the site's staff decide, whoever asked (`desk.platform`).
"""

from __future__ import annotations

from uuid import UUID

from burgerprofiel.access.clients import queries
from burgerprofiel.access.models import Client, ClientChange
from burgerprofiel.desk.staff import Staff


def body_of(staff: Staff) -> UUID | None:
    """Return the body to whose applications they are held; None: to nobody's."""
    return None if staff.of_this_site else staff.organisation.id


def application(staff: Staff, client_id: str) -> Client | None:
    """Return an application that is theirs to see."""
    body, row = body_of(staff), queries.one(client_id)
    return row if row and (body is None or queries.is_of(client_id, body)) else None


def change(staff: Staff, change_id: UUID) -> ClientChange | None:
    """Return a change that is theirs to see: what their body asked, or what was asked about its application."""
    body, row = body_of(staff), queries.change(change_id)
    if row is None or body in (None, row.organisation) or queries.is_of(row.client_id, body):
        return row
    return None
