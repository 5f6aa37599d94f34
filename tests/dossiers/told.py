"""States of dossiers for tests: what a body tells, of whom, when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from burgerprofiel.dossiers.actions import Change
from burgerprofiel.dossiers.agents import parse
from burgerprofiel.dossiers.content import Content
from burgerprofiel.kit.ids import CitizenId, uuid7
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.people.actions import meet

NOOR, WOUTER = "85631441236", "83710237757"
SOURCE, OTHER = "urn://zonnegem/vergunningen", "urn://wonen/premies"
BEGAN = datetime(2026, 3, 14, 8, 30, tzinfo=UTC)


def content(number: str = "OMV-2026-1", days: float = 0, **said: Any) -> Content:
    """What a body says of a dossier, so many days after it began."""
    told = {"name": "Verbouwing Kerkstraat 5", "kind": "DossierStatus", "code": "InBehandeling", "phase": "Behandeling"}
    return Content(number=number, changed_at=BEGAN + timedelta(days=days), **told | said)


def change(
    number: str = "OMV-2026-1", days: float = 0, *, of: tuple[str, ...] = (NOOR,), source: str = SOURCE, **said: Any
) -> Change:
    """One state, told by its body."""
    agents = tuple(parse(each) for each in of)
    return Change(uuid7(), source, agents, content(number, days, **said), "zonnegem-dossiers")


def citizen(digits: str = NOOR) -> CitizenId:
    """Our id of somebody."""
    return meet(Ssin(digits))


def id_of(number: str = "OMV-2026-1", source: str = SOURCE) -> UUID:
    """Our id of a dossier."""
    return change(number, source=source).dossier
