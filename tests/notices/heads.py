"""What somebody was told, as their bell says it."""

from __future__ import annotations

from django.utils import translation

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices import queries
from burgerprofiel.notices.models import Notice


def told(who: Viewer | CitizenId, language: str = "nl") -> list[str]:
    """The heads of it, oldest first."""
    citizen_id = who.citizen_id if isinstance(who, Viewer) else who
    with translation.override(language):
        rows = Notice.objects.filter(citizen_id=citizen_id).order_by("id")
        return [each.words.title for each in queries.opened(citizen_id, list(rows))]
