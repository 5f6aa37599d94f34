"""For whom somebody works and worked, as employers declared it (Dimona): a landlord or a bank asks for it.

Contracts that were taken back do not count; those of one employer that follow each other are one period of work.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from burgerprofiel.certificates.content import Column, Part, Table
from burgerprofiel.certificates.kinds.kind import Kind
from burgerprofiel.sources.connectors.magda.services.geef_werkrelaties import SERVICE
from burgerprofiel.sources.facts import Span, Value
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.work import career, words
from burgerprofiel.sources.themes.work.employers import Employer, by_employer


def _rows(employer: Employer) -> Iterator[tuple[Value | None, ...]]:
    kinds = values.joined(*(words.kind(contract.kind) for contract in employer.valid))
    for stretch in reversed(career.stretches(employer.valid)):
        yield (
            values.words(employer.name),
            values.enterprise(employer.newest.employer),
            values.words(kinds),
            Span(stretch.began, stretch.ended),
        )


def _build(answers: Answers) -> tuple[Part, ...]:
    found = answers.data(SERVICE)
    rows = tuple(row for employer in by_employer(found.contracts if found else ()) for row in _rows(employer))
    columns = (
        Column("employer", _("Employer"), wide=True),
        Column("enterprise", _("Enterprise number")),
        Column("kind", _("Kind of work"), wide=True),
        Column("period", _("Period")),
    )
    return (Table("employments", _("Periods of work"), columns, rows),) if rows else ()


KIND = Kind(
    key="employment",
    product="12804",
    theme="work",
    title=lambda: _("Certificate of employment"),
    explanation=lambda: _(
        "It lists for whom you work and worked since 2003, as your employers declared it to social security. It holds "
        "no wages. A landlord, a bank or a new employer may ask for it."
    ),
    statement=lambda: _(
        "According to what employers declared to the National Social Security Office (Dimona), this person works or "
        "worked as an employee in the periods below."
    ),
    nothing=lambda: _("No employer has declared that you work or worked there since 2003."),
    service=SERVICE,
    build=_build,
    days=92,
)
