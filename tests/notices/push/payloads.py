"""Notices as pushes tell them: one of each group, some of them of a body with a name in several languages."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from burgerprofiel.notices.kinds import KINDS
from burgerprofiel.notices.letters.told import Told, of_kind

LANGUAGES = ("nl", "fr", "de", "en")
_BODY = {"nl": "Gemeente Zonnegem", "fr": "Commune de Zonnegem", "de": "Gemeinde Zonnegem", "en": "Zonnegem"}
_AT = datetime(2026, 3, 14, 8, 41, tzinfo=UTC)


def told() -> list[Told]:
    """Return them."""
    kinds = {kind.group: kind for kind in KINDS.values()}.values()
    return [of_kind(kind, UUID(int=7), dict.fromkeys(kind.needs, "x") | {"sender": _BODY}, _AT, "/x") for kind in kinds]
