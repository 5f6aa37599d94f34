"""The office of the data protection officer: of the body whose site this is, and of no other that uses the desk.

Any body's administrator gives roles to its own people; so the role alone opens nothing, the body has to be this one.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.ids import CitizenId
from burgerprofiel.organisations.queries import Organisation

ROLE = "Functionaris_gegevensbescherming"
"""How the claim `burgerprofiel_balie_rol_3d` writes the role."""


@dataclass(frozen=True)
class Officer:
    """Who works in that office now; there is no other way to a case of somebody else than through one."""

    id: CitizenId
    organisation: Organisation
    trace: Trace
    """That of staff: it names who acts."""


def officer(staff: CitizenId, organisation: Organisation, trace: Trace) -> Officer | None:
    """Return somebody with the role as an officer; None: their body's officer has no questions here."""
    return Officer(staff, organisation, trace) if organisation.code == settings.CONFIG.brand_number else None
