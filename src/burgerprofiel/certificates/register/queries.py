"""What the register gave in this session. The viewer comes first; the answers open with their cookie alone."""

from __future__ import annotations

from burgerprofiel.access.viewer import Viewer
from burgerprofiel.certificates.issuing.queries import NotThereError
from burgerprofiel.certificates.register.kinds import LANGUAGES, RegisterKind
from burgerprofiel.kit.answers import Answer, Data
from burgerprofiel.sources import queries
from burgerprofiel.sources.connectors.magda.services.geef_attest import SERVICES, Paper
from burgerprofiel.sources.service import Service


def service(kind: RegisterKind, language: str) -> Service[Paper]:
    """Return the question for it."""
    return SERVICES[kind.name, language]


def answers(viewer: Viewer, kind: RegisterKind) -> dict[str, Answer[Paper]]:
    """Return what was answered in this session, by language. Raises OutsideMandateError. One SQL statement."""
    kept = queries.gathered(viewer, [service(kind, language) for language in LANGUAGES])
    found = {language: kept.of(service(kind, language)) for language in LANGUAGES}
    return {language: answer for language, answer in found.items() if answer is not None}


def paper(viewer: Viewer, kind: RegisterKind, language: str) -> bytes:
    """Return the PDF as the register sealed it. Raises NotThereError, OutsideMandateError."""
    if language not in LANGUAGES:
        raise NotThereError
    answer = queries.gathered(viewer, [service(kind, language)]).of(service(kind, language))
    if not isinstance(answer, Data):
        raise NotThereError
    return answer.value.content
