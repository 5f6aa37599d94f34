"""The other side of a mandate did something: accepted it, agreed with who accepted, ended it (A11)."""

from __future__ import annotations

from uuid import UUID

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.notices import actions, passing
from burgerprofiel.notices.notice import Notice
from burgerprofiel.notices.passing import Thread


def heard(
    *, citizen_id: CitizenId, what: str, mandate_id: UUID, giver: str, taker: str, asks: bool, **_signal: object
) -> None:
    """Receive `people.mandates.signals.told`."""
    line = f"mandate {mandate_id}"
    passing.superseded([Thread(citizen_id, "", line)])
    notice = Notice(
        citizen_id=citizen_id,
        kind=f"mandates.{what}",
        key=f"{line} {what}",
        values={"giver": giver, "taker": taker},
        transaction=line,
        active=asks,
    )
    actions.tell(notice)
