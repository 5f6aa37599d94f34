"""Reading what was announced."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from burgerprofiel.notices.content import Content
from burgerprofiel.notices.models import Announcement, AnnouncementRange


def contents(ids: Collection[UUID]) -> dict[UUID, Content]:
    """Return what these say, as the content of each recipient's notice. One SQL statement, none for nothing."""
    if not ids:
        return {}
    rows = Announcement.objects.filter(id__in=ids)
    return {row.id: Content(values=row.words, path=row.path) for row in rows}


def left(announcement_id: UUID) -> int:
    """Return how many stretches of recipients were not told yet. One SQL statement."""
    return AnnouncementRange.objects.filter(announcement_id=announcement_id, told=None).count()
