"""A certificate of the National Register is asked for now, and lies in the sealed answers of this session only."""

from __future__ import annotations

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.audit.actions import record
from burgerprofiel.certificates.events import RegisterAsked, RegisterFetched
from burgerprofiel.certificates.register import queries
from burgerprofiel.certificates.register.kinds import RegisterKind
from burgerprofiel.kit.answers import Answer
from burgerprofiel.kit.connections import small_write
from burgerprofiel.sources import queries as sources
from burgerprofiel.sources.connectors.magda.services.geef_attest import Paper


def ask(viewer: Viewer, kind: RegisterKind, language: str) -> Answer[Paper]:
    """Ask the register anew and return its answer; may take as long as a source may. Raises OutsideMandateError."""
    service = queries.service(kind, language)
    with small_write():
        record(viewer.citizen_id, viewer.trace, RegisterAsked(kind=kind.name, language=language))
    ((_service, answer),) = sources.gather(viewer, [service], refresh=frozenset({service.key}))
    return answer


def fetch(viewer: Viewer, kind: RegisterKind, language: str) -> bytes:
    """Return the PDF that the session holds, and record that it was fetched. Raises NotThereError."""
    content = queries.paper(viewer, kind, language)
    with small_write():
        record(viewer.citizen_id, viewer.trace, RegisterFetched(kind=kind.name, language=language))
    return content
