"""What a program may do: report (`Medewerker`), handle one dataset for one body, or read one as its holder."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from burgerprofiel.access import callers
from burgerprofiel.access.doors import Doors
from burgerprofiel.feedback.models import Way
from burgerprofiel.feedback.sources import queries as sources
from burgerprofiel.feedback.sources.queries import Source
from burgerprofiel.kit import problems
from burgerprofiel.organisations import queries as organisations

REPORTS = "Medewerker"


@dataclass(frozen=True)
class Caller(callers.Caller):
    """A program."""

    def handles(self, source: Source) -> bool:
        """Whether it handles the reports of a source, for the body that does."""
        return self._has(source, f"GTMF_Beh_{source.dataset}_{_code(source.organisation_id)}")

    def reads(self, source: Source) -> bool:
        """Whether it reads all reports of a source: as handler or as holder."""
        return self.handles(source) or self._has(source, f"GTMF_Bro_{source.dataset}_Alle")

    def _has(self, source: Source, scope: str) -> bool:
        return source.organisation_id is not None and self.may(scope)

    def readable(self) -> list[Source]:
        """Return the sources whose reports it reads."""
        return [each for each in ours() if self.reads(each)]


DOORS: Doors[Caller] = Doors(
    lambda request: callers.of(request, settings.CONFIG.api_origin, Caller),
    lambda _request, problem: problems.answer(problem),
)


def ours() -> list[Source]:
    """Return the sources whose reports are handled here."""
    return [each for each in sources.every() if each.way is Way.DESK]


def dataset(name: str) -> Source:
    """Return the source with this dataset. Raises ProblemError."""
    found = next((each for each in ours() if each.dataset == name and each.active), None)
    if found is None:
        raise problems.not_found("There is no such dataset here.")
    return found


def _code(organisation_id: UUID | None) -> str:
    found = organisations.organisation(organisation_id) if organisation_id else None
    return found.code if found else ""
