"""Which social statuses apply today (increased reimbursement …): whoever gives a lower price asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from burgerprofiel.certificates.content import Column, Part, Table
from burgerprofiel.certificates.kinds.kind import Kind
from burgerprofiel.sources.connectors.magda.services.geef_sociaal_statuut import SERVICE, SocialStatus
from burgerprofiel.sources.facts import Value
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.benefits import periods
from burgerprofiel.sources.themes.benefits.statuses import applying, name


def _rows(it: SocialStatus) -> Iterator[tuple[Value | None, ...]]:
    running = [period for period in it.periods if periods.holds(period.begin, period.end)]
    if it.periods and not running:
        return
    yield from ((values.words(name(it)), values.span(period.begin, period.end)) for period in running)
    if not running:
        yield values.words(name(it)), None


def _build(answers: Answers) -> tuple[Part, ...]:
    rows = tuple(row for status in applying(answers) for row in _rows(status))
    columns = (Column("status", _("Social status"), wide=True), Column("period", _("Period")))
    return (Table("statuses", _("Statuses that apply"), columns, rows),) if rows else ()


KIND = Kind(
    key="social-status",
    product="12805",
    theme="benefits",
    title=lambda: _("Certificate of social status"),
    explanation=lambda: _(
        "It shows which social statuses apply to you, such as the increased reimbursement. With it you show that you "
        "have a right to a lower price. It does not say why you have the status."
    ),
    statement=lambda: _(
        "According to the Crossroads Bank for Social Security, the statuses below apply to this person on the day of "
        "issue."
    ),
    nothing=lambda: _("None of the social statuses that we know applies to you today."),
    service=SERVICE,
    build=_build,
    days=92,
)
