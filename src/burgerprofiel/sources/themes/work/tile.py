"""What the home page says about work: the job of today, what is new, and what is about to end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from burgerprofiel.kit import clock, formats
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.geef_werkrelaties import Contract
from burgerprofiel.sources.facts import Face, News, Tag, Todo
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes.work import (
    breaks,
    career,
    declarations,
    employers,
    functions,
    jobs,
    overview,
    self_employment,
)
from burgerprofiel.sources.themes.work.employers import Employer

WINDOW = 60
"""Days: what began or ended within this many days is new, what ends within them needs attention."""
SHORT_LIVED = ("STU", "FLX", "EXT")
"""Kinds of work that are meant to be short, like work through an agency: their end is no surprise."""
AFTER_WORK = "https://www.vdab.be/inschrijven"


def face(answers: Answers) -> Face | None:
    """The employer or occupation of today, and the years of work; None when nobody knows of any work."""
    count = overview.years(answers)
    line = ngettext("You worked in %(count)s calendar year", "You worked in %(count)s calendar years", count)
    line %= {"count": count}
    running = employers.running(jobs.of(answers))
    own = _self_employed_now(answers)
    if running:
        return Face(headline=running[0].name, line=_since(running[0]) or line)
    if own:
        return Face(headline=own, line=line)
    if count and overview.is_complete(answers):
        return Face(headline=_("No job known today"), line=line)
    if count:
        return Face(headline=line, tag=Tag(_("Not complete now"), "act"))
    return _without_work(answers)


def _without_work(answers: Answers) -> Face | None:
    """What to say when contracts and the register of the self-employed tell of no work."""
    declared = declarations.newest(answers)
    if declared:
        return Face(headline=declarations.employer(declared), line=declarations.quarter(declared))
    today = clock.today()
    names = [functions.name(function) for function in functions.of(answers) if career.is_running(function, today)]
    names += [breaks.name(pause) for pause in breaks.of(answers) if career.is_running(pause, today)]
    if names:
        return Face(headline=names[0])
    if not functions.of(answers) and not breaks.of(answers):
        return None
    tag = None if overview.is_complete(answers) else Tag(_("Not complete now"), "act")
    return Face(headline=_("No job known today") if tag is None else _("Your career"), tag=tag)


def _since(employer: Employer) -> str:
    began = employers.since(employer)
    return _("At work %(since)s") % {"since": formats.span(began, None)} if began else ""


def _self_employed_now(answers: Answers) -> str:
    running = (period for period in self_employment.of(answers) if career.is_running(period, clock.today()))
    period = next(running, None)
    return _("Self-employed: %(occupation)s") % {"occupation": self_employment.name(period)} if period else ""


def todos(answers: Answers) -> Sequence[Todo]:
    """Breaks and jobs that end soon."""
    return [*_ending_breaks(answers), *_ending_jobs(answers)]


def _ending_breaks(answers: Answers) -> Iterable[Todo]:
    every = breaks.of(answers)
    for number, pause in enumerate(every, 1):
        if pause.ended and _ends_soon(pause) and not _is_followed(pause, every):
            yield Todo(
                key=f"break-ends-{number}",
                title=_("%(kind)s ends soon") % {"kind": breaks.name(pause)},
                line=_("Your last day is %(date)s. Talk to your employer, or ask for an extension in time.")
                % {"date": formats.day(pause.ended)},
                due=pause.ended,
                action=_("See your career breaks"),
                href="/gegevens/work",
            )


def _ending_jobs(answers: Answers) -> Iterable[Todo]:
    for employer in employers.running(jobs.of(answers)):
        stretch = career.stretches(employer.valid)[-1]
        last = stretch.ended
        if last is None or _is_short_lived(employer.newest) or not _ends_soon(stretch):
            continue
        yield Todo(
            key=f"job-ends-{employer.key}",
            title=_("Your contract at %(employer)s ends soon") % {"employer": employer.name},
            line=_("Your employer declared %(date)s as the last day. No new job yet? Register as a job seeker in time.")
            % {"date": formats.day(last)},
            due=last,
            action=_("Register with VDAB"),
            href=AFTER_WORK,
        )


def _is_short_lived(contract: Contract) -> bool:
    return contract.kind in SHORT_LIVED or contract.interim_user is not None


def _ends_soon(period: career.Period) -> bool:
    days = career.days_until_end(period, clock.today())
    return days is not None and days <= WINDOW


def _is_followed(period: career.Period, others: Iterable[career.Period]) -> bool:
    return period.ended is not None and any(
        other.began is not None and other is not period and other.began > period.ended for other in others
    )


def news(answers: Answers) -> Sequence[News]:
    """Work, functions and breaks that began lately, and work that ended lately; the newest first."""
    found = (*_new_jobs(answers), *_ended_jobs(answers), *_new_activities(answers))
    return sorted(found, key=lambda item: item.date, reverse=True)


def _new_jobs(answers: Answers) -> Iterable[News]:
    for employer in employers.running(jobs.of(answers)):
        began = employers.since(employer)
        if began is not None and _is_recent((clock.today() - began.earliest).days if began.whole else None):
            yield News(
                key=f"job-began-{employer.key}",
                title=_("New job: %(employer)s") % {"employer": employer.name},
                line=_("Your employer declared that you started."),
                date=began,
            )


def _ended_jobs(answers: Answers) -> Iterable[News]:
    running = {employer.key for employer in employers.running(jobs.of(answers))}
    for employer in employers.by_employer(jobs.of(answers)):
        last = _last_ended(employer.valid)
        if employer.key not in running and last and last.ended and _is_recent(_days_since_end(last)):
            yield News(
                key=f"job-ended-{employer.key}",
                title=_("Work at %(employer)s ended") % {"employer": employer.name},
                line=_("Your employer declared the last day. Is that not right? Tell your employer."),
                date=last.ended,
            )


def _new_activities(answers: Answers) -> Iterable[News]:
    started: list[tuple[str, career.Period]] = [
        *((self_employment.name(period), period) for period in self_employment.of(answers)),
        *((functions.name(function), function) for function in functions.of(answers)),
        *((breaks.name(pause), pause) for pause in breaks.of(answers)),
    ]
    for number, (name, period) in enumerate(started, 1):
        if period.began and _is_recent(career.days_since_begin(period, clock.today())):
            yield News(
                key=f"activity-began-{number}",
                title=_("New in your career: %(what)s") % {"what": name},
                line=_("It started on %(date)s.") % {"date": formats.day(period.began)},
                date=period.began,
            )


def _last_ended(contracts: list[Contract]) -> Contract | None:
    ended = [contract for contract in contracts if contract.ended]
    return max(ended, key=lambda contract: career.latest(contract.ended or PartialDate(0, 1))) if ended else None


def _days_since_end(contract: Contract) -> int | None:
    return career.days_since_end(contract, clock.today())


def _is_recent(days: int | None) -> bool:
    return days is not None and 0 <= days <= WINDOW
