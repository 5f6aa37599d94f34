"""Nobody signed in for 23 months: who gave us a profile hears on every channel that it will be removed (E3)."""

from __future__ import annotations

from burgerprofiel.kit import clock
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices import actions
from burgerprofiel.notices.notice import Notice


def unused(*, citizen_id: CitizenId, **_signal: object) -> None:
    """Receive `people.profile.signals.unused_soon`."""
    key = f"profile.unused {clock.today()}"
    actions.tell(Notice(citizen_id=citizen_id, kind="profile.unused", key=key, path="/profiel"))
