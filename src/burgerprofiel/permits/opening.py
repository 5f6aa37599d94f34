"""Somebody opens a document of a permit: the trail says so before the first byte goes out."""

from __future__ import annotations

from uuid import UUID

from burgerprofiel.audit.actions import record
from burgerprofiel.kit.connections import small_write
from burgerprofiel.permits import queries
from burgerprofiel.permits.events import DocumentFetched
from burgerprofiel.permits.queries import File, Owner


def fetch(owner: Owner, permit: UUID, document: UUID) -> File:
    """Return a document, and record that it was fetched. Raises NotThereError, OSError."""
    found = queries.document(owner, permit, document)
    with small_write():
        record(*owner.trail, DocumentFetched(permit=str(permit), document=str(document)))
    return found
