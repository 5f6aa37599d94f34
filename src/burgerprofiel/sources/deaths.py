"""When a register's answer says that its citizen died, the rooms that act on it are told (C11).

The answer is seen when somebody opens the overview with the card of who died, before the card is revoked: that is when
next of kin would look into the box.
"""

from __future__ import annotations

from collections.abc import Iterable

from burgerprofiel.access.signals import register_says_died
from burgerprofiel.access.viewer import Viewer
from burgerprofiel.kit.answers import Data
from burgerprofiel.sources.connectors.magda.connector import Fetched
from burgerprofiel.sources.connectors.magda.services import geef_persoon


def tell(viewer: Viewer, fetched: Iterable[Fetched]) -> None:
    """Tell, when one of these answers says so. Within a transaction; no SQL of ours."""
    if any(_says_so(item) for item in fetched):
        register_says_died.send(sender=Fetched, citizen_id=viewer.citizen_id)


def _says_so(item: Fetched) -> bool:
    if item.service is not geef_persoon.SERVICE or not isinstance(item.answer, Data):
        return False
    person = item.answer.value
    return isinstance(person, geef_persoon.Person) and bool(person.deaths)
