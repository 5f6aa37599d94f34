"""Who may see which events (product.md C4, contracts/ebox.md A.5).

A sender: what happened to what its organisation sent. An organisation's program: its own box. A citizen's portal: that
citizen's box. A portal of somebody else, by itself: the boxes of the citizens who let it tell them of new mail, asked
anew at every page, so that a consent that was withdrawn a moment ago shows nothing any more.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from burgerprofiel.access import consents


@dataclass(frozen=True)
class OfSender:
    """The events of one organisation's publications."""

    organisation: str

    def where(self) -> tuple[str, str | bool | UUID]:
        """Return the condition on `event`, and its value."""
        return "event.organisation = %s", self.organisation

    def allowed(self, boxes: Collection[UUID]) -> set[UUID]:
        """Return of which boxes it may hear."""
        return set(boxes)


@dataclass(frozen=True)
class OfBox:
    """The events of one box."""

    box_id: UUID

    def where(self) -> tuple[str, str | bool | UUID]:
        """Return the condition on `event`, and its value."""
        return "event.box_id = %s", self.box_id

    def allowed(self, boxes: Collection[UUID]) -> set[UUID]:
        """Return of which boxes it may hear."""
        return set(boxes)


@dataclass(frozen=True)
class OfPortal:
    """The events of whoever lets this application tell them of new mail."""

    client_id: str

    def where(self) -> tuple[str, str | bool | UUID]:
        """Return the condition on `event`, and its value: none; who may be told is asked page by page."""
        return "%s", True

    def allowed(self, boxes: Collection[UUID]) -> set[UUID]:
        """Return of which boxes it may hear now. One SQL statement."""
        return set(consents.who_let(self.client_id, "notify").filter(citizen_id__in=boxes))


Sight = OfSender | OfBox | OfPortal
