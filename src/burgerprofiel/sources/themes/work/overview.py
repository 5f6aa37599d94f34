"""The whole career on one line, and what it says (and does not say) about the pension."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Data, Nothing
from burgerprofiel.sources.connectors.magda.services import (
    geef_loopbaan_arza,
    geef_loopbaanonderbrekingen,
    geef_werkrelaties,
)
from burgerprofiel.sources.facts import Bar, Block, Card, Link, Quantity, Section, Tag, Timeline
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes.work import breaks, career, employers, jobs, self_employment

MY_PENSION = "https://www.mypension.be"


def timeline(answers: Answers) -> Sequence[Block]:
    """Employers, work as a self-employed person and breaks as bars; nothing when no period has a begin."""
    bars = (*_jobs(answers), *_self_employed(answers), *_breaks(answers))
    if not bars:
        return ()
    return [
        Timeline(
            key="career",
            label=_("Your career"),
            meaning=_(
                "Each bar is a period that an employer, a fund or an agency declared. A bar with an arrow goes on."
            ),
            bars=bars,
        )
    ]


def _jobs(answers: Answers) -> Iterable[Bar]:
    for employer in reversed(employers.by_employer(jobs.of(answers))):
        yield from _bars(_("Employee"), employer.name, employer.valid, "plain")


def _self_employed(answers: Answers) -> Iterable[Bar]:
    for period in reversed(career.newest_first(self_employment.of(answers))):
        yield from _bars(_("Self-employed"), self_employment.name(period), [period], "good")


def _breaks(answers: Answers) -> Iterable[Bar]:
    by_kind: dict[str, list[career.Period]] = {}
    for pause in breaks.of(answers):
        by_kind.setdefault(breaks.name(pause), []).append(pause)
    for name, pauses in by_kind.items():
        yield from _bars(_("Career break"), name, pauses, "act")


def _bars(row: str, label: str, periods: Iterable[career.Period], tone: str) -> Iterable[Bar]:
    for stretch in career.stretches(periods):
        yield Bar(row=row, label=label, began=stretch.began, ended=stretch.ended, tone=tone)


def years(answers: Answers) -> int:
    """How many calendar years have work in them, as far as these sources know."""
    contracts = [contract for contract in jobs.of(answers) if not contract.cancelled]
    return len(career.years_of((*contracts, *self_employment.of(answers)), clock.today()))


def is_complete(answers: Answers) -> bool:
    """Whether both sources of work told what they know; a source that is silent says nothing about the citizen."""
    of_work = (answers.of(geef_werkrelaties.SERVICE), answers.of(geef_loopbaan_arza.SERVICE))
    return all(isinstance(answer, Data | Nothing) for answer in of_work)


def pension(answers: Answers) -> Sequence[Block]:
    """What these sources say about the pension: years, no amounts; the pension services know the rest."""
    own = len(career.years_of(self_employment.of(answers), clock.today()))
    cards = [
        Card(
            key="career-years",
            label=_("Years in which you worked"),
            value=_years(years(answers)),
            meaning=_(
                "In so many calendar years you worked, as an employee or self-employed. It is not the number that "
                "counts for your pension: that also depends on days, breaks and work before 2003."
            ),
            tag=None if is_complete(answers) else Tag(_("Not complete now"), "act"),
        )
    ]
    if own:
        cards.append(
            Card(
                key="self-employed-years",
                label=_("Of which as self-employed"),
                value=_years(own),
                meaning=_("In these years you were self-employed. They count when the contributions were paid."),
            )
        )
    return [*cards, _my_pension()]


def _years(count: int) -> Quantity:
    return Quantity(Decimal(count), ngettext("year of work", "years of work", count))


def _my_pension() -> Card:
    return Card(
        key="pension",
        label=_("Your pension date and amount"),
        value=Link(MY_PENSION, _("Look at mypension.be")),
        meaning=_(
            "The sources of this page do not say how much pension you have built up or when you can stop working. The "
            "pension service calculates that from your whole career and shows it on mypension.be."
        ),
    )


_SERVICES = (geef_werkrelaties.SERVICE, geef_loopbaan_arza.SERVICE, geef_loopbaanonderbrekingen.SERVICE)

CAREER = Section(
    key="career",
    title=lambda: _("Your career at a glance"),
    services=_SERVICES,
    build=timeline,
    empty=lambda: _("No work is known to these sources."),
)
PENSION = Section(
    key="pension",
    title=lambda: _("Your pension"),
    services=_SERVICES[:2],
    build=pension,
    empty=lambda: _("No work is known to these sources, so they say nothing about a pension. See mypension.be."),
)
