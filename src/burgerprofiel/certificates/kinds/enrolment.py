"""Where somebody is and was enrolled: a proof for child benefit, a student job, a reduced price or a rented room."""

from __future__ import annotations

from django.utils.translation import gettext as _

from burgerprofiel.certificates.content import Column, Part, Table
from burgerprofiel.certificates.kinds.kind import Kind
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.geef_historiek_inschrijving import SERVICE, Enrolment
from burgerprofiel.sources.facts import Value
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.education import kinds
from burgerprofiel.sources.themes.education.school import period


def _row(it: Enrolment) -> tuple[Value | None, ...]:
    began, ended = period(it)
    return (
        values.words(values.joined(kinds.title(it), kinds.name(it))),
        values.words(it.school.name),
        values.words(kinds.year(it)),
        values.span(began, ended) if it.adult is None else values.day(it.enrolled),
    )


def _build(answers: Answers) -> tuple[Part, ...]:
    enrolments = answers.data(SERVICE) or ()
    found = sorted(enrolments, key=lambda it: period(it)[0] or PartialDate(0), reverse=True)
    columns = (
        Column("study", _("Study or class"), wide=True),
        Column("school", _("School"), wide=True),
        Column("year", _("School year")),
        Column("period", _("Period")),
    )
    return (Table("enrolments", _("Enrolments"), columns, tuple(map(_row, found))),) if found else ()


KIND = Kind(
    key="enrolment",
    product="12802",
    theme="education",
    title=lambda: _("Certificate of enrolment in education"),
    explanation=lambda: _(
        "It shows where you are and were enrolled: school, study, year and period. You need it for a reduced price, a "
        "student room, a job as a student or a pension institution."
    ),
    statement=lambda: _(
        "According to the Flemish Ministry of Education and Training, this person is or was enrolled as follows."
    ),
    nothing=lambda: _("The education department has no enrolments of you."),
    service=SERVICE,
    build=_build,
    days=183,
)
