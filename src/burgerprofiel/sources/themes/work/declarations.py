"""What employers declared for each quarter: the base of holiday pay, benefits and pension.

Only the last version of a declaration counts; that there were others is told on its card.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from burgerprofiel.kit import cbe
from burgerprofiel.sources.connectors.magda.services import geef_dmfa_voor_werknemer as dmfa
from burgerprofiel.sources.connectors.magda.services.geef_dmfa_voor_werknemer import Declaration, Job, Line
from burgerprofiel.sources.facts import Block, Card, Quantity, Row, Section, Tag, Value, Words, YesNo
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes.work import joint_committees, rows, words

NORMAL_WORK = "1"


def of(answers: Answers) -> tuple[Declaration, ...]:
    """Every declaration the source gave, in every version."""
    found = answers.data(dmfa.SERVICE)
    return found.declarations if found else ()


def newest(answers: Answers) -> Declaration | None:
    """The declaration that counts for the last quarter."""
    return next((declaration for declaration in _lasting(of(answers)) if not declaration.cancelled), None)


def employer(declaration: Declaration) -> str:
    """The employer as a title; these declarations carry no names."""
    return _("Employer %(number)s") % {"number": cbe.on_paper(declaration.employer)}


def quarter(declaration: Declaration) -> str:
    """The quarter in words."""
    found = dmfa.quarter_of(declaration.quarter)
    if found is None:
        return declaration.quarter
    return _("Quarter %(quarter)s of %(year)s") % {"quarter": found[1], "year": found[0]}


def build(answers: Answers) -> Sequence[Block]:
    """One card per quarter and employer, the newest quarter first."""
    every = of(answers)
    told = newest(answers)
    return [
        _card(number, one, _earlier(one, every), _meaning(one, in_full=one is told))
        for number, one in enumerate(_lasting(every), 1)
    ]


def _lasting(every: Sequence[Declaration]) -> list[Declaration]:
    lasting = [declaration for declaration in every if not declaration.replaced]
    return sorted(lasting, key=lambda one: (one.quarter, str(one.created or "")), reverse=True)


def _earlier(declaration: Declaration, every: Sequence[Declaration]) -> list[Declaration]:
    return [
        other
        for other in every
        if other.replaced and (other.quarter, other.employer) == (declaration.quarter, declaration.employer)
    ]


def _card(number: int, declaration: Declaration, earlier: list[Declaration], meaning: str) -> Card:
    return Card(
        key=f"quarter-{declaration.quarter}-{number}",
        label=quarter(declaration),
        value=_value(declaration),
        meaning=meaning,
        tag=_status(declaration),
        rows=(
            *rows.enterprise(_("Enterprise number of the employer"), declaration.employer),
            *(row for line in declaration.lines for row in _line(line)),
            *rows.text(_("Sector of the employer"), words.sector(declaration.sector)),
            *rows.day(_("Holidays start on"), declaration.holidays_begin),
            *_trustee(declaration),
            *rows.amount(_("What the employer pays for all staff together"), declaration.net_due, _("this quarter")),
            *rows.text(_("Status of the declaration"), words.phrase(declaration.status)),
            *rows.day(_("Declaration made on"), declaration.created),
            *rows.text(_("Number with social security"), declaration.nsso_number),
            *rows.text(_("Number of the declaration"), declaration.number),
            *_version(declaration),
            *(row for other in earlier for row in rows.day(_("Replaces the declaration of"), other.created)),
            *rows.text(_("Declared to"), words.phrase(declaration.source)),
        ),
    )


def _meaning(declaration: Declaration, *, in_full: bool) -> str:
    """What a declaration is for is told on the first card; twenty times the same would hide what differs."""
    if declaration.cancelled:
        return _("Your employer took this declaration back. It does not count.")
    if not in_full:
        return _("What your employer declared for you in these three months.")
    return _(
        "What your employer declared for you in these three months. It decides your holiday pay, sick pay, "
        "benefits and pension. Compare it with your pay slips."
    )


def _status(declaration: Declaration) -> Tag | None:
    if declaration.cancelled:
        return Tag(_("Taken back"), "bad")
    return Tag(_("Corrected declaration")) if declaration.replaces else None


def _version(declaration: Declaration) -> list[Row]:
    return (
        rows.text(_("Version of the declaration"), declaration.version)
        if declaration.version != declaration.number
        else []
    )


def _value(declaration: Declaration) -> Value | None:
    """The days worked; other declared days where there are none; else the period."""
    done = [one for line in declaration.lines for job in line.jobs for one in job.worked if one.days is not None]
    worked = sum((one.days for one in done if one.code == NORMAL_WORK and one.days), Decimal(0))
    if worked:
        return Quantity(worked, ngettext("day worked", "days worked", math.ceil(worked)))
    if done:
        days = sum((one.days for one in done if one.days), Decimal(0))
        return Quantity(days, ngettext("declared day", "declared days", math.ceil(days)))
    return next((rows.span(line) for line in declaration.lines), None)


def _line(line: Line) -> list[Row]:
    period = rows.span(line)
    return [
        *rows.text(_("Kind of worker"), words.worker(line.worker_code) if line.worker_code else ""),
        *rows.text(_("Category of the employer"), line.employer_category),
        *([Row(_("Period of the declaration"), period)] if period else []),
        *([Row(_("You live in another country than you work in"), YesNo(yes=True))] if line.cross_border else []),
        *(row for job in line.jobs for row in _job(job)),
    ]


def _job(job: Job) -> list[Row]:
    period = rows.span(job)
    return [
        *([Row(_("In service"), period)] if period else []),
        *rows.text(_("Sector (joint committee)"), joint_committees.name(job.joint_committee)),
        *_working_time(job),
        *rows.amount(_("Gross pay during illness"), job.sick_pay),
        *(
            row
            for done in job.worked
            if done.code != NORMAL_WORK
            for row in rows.quantity(words.days_of(done.code), done.days)
        ),
        *rows.text(_("Number of the place of work"), job.workplace),
        *rows.text(_("Municipality of the place of work (NIS code)"), job.workplace_nis),
    ]


def _working_time(job: Job) -> list[Row]:
    contract = {True: _("Part-time work"), False: _("Full-time work")}
    return [
        *([Row(_("Working time"), Words(contract[job.part_time]))] if job.part_time is not None else []),
        *rows.quantity(_("Days a week"), job.days_per_week),
        *rows.quantity(_("Hours a week"), job.hours),
        *rows.quantity(_("Hours a week of a full-time colleague"), job.full_hours),
    ]


def _trustee(declaration: Declaration) -> list[Row]:
    return [Row(_("A trustee runs your employer's affairs"), YesNo(yes=True))] if declaration.under_trustee else []


SECTION = Section(
    key="quarters",
    title=lambda: _("What your employer declared each quarter"),
    services=(dmfa.SERVICE,),
    build=build,
    empty=lambda: _("No employer has declared work for you in the last five years."),
)
