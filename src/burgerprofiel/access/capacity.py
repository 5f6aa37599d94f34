"""As what somebody signs in: for themselves, for an organisation, or for a person who gave them a mandate (A9, A11)."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import msgspec

from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.kit.packing import from_json


class Capacity(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was chosen for one application; all empty: as oneself, a citizen."""

    group: str = ""
    """The value of an `organisations.groups.TargetGroup`."""
    organisation: str = ""
    """The id of the organisation, with every group but BUR."""
    mandate: str = ""
    """The id of the mandate under which they act for somebody else."""
    giver: str = ""
    """The citizen id of who gave it; empty when an organisation did."""

    def whose(self, own: CitizenId) -> CitizenId:
        """Return whose data it opens for somebody: the giver's of a mandate, else their `own`."""
        return CitizenId(UUID(self.giver)) if self.giver else own

    def written(self, own: CitizenId) -> str:
        """Return how the giver's trail writes down who acted; the name stands sealed in the event that they began."""
        return f"citizen {own} mandate {self.mandate}"

    def packed(self) -> dict[str, str]:
        """Return it as a column keeps it."""
        told: dict[str, str] = msgspec.to_builtins(self)
        return told


OWN = Capacity()
"""As oneself."""


def read(packed: Mapping[str, str] | str) -> Capacity:
    """Return what `packed` made; also from the text of the column, as hand-written SQL finds it."""
    if packed in ("{}", {}):
        return OWN
    return Capacity(**(from_json(packed, dict[str, str]) if isinstance(packed, str) else packed))
