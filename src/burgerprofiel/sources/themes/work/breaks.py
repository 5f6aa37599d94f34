"""Career breaks: care credit, time credit, parental leave; renewals of the same break are one card."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from burgerprofiel.kit import clock
from burgerprofiel.sources.connectors.magda.services import geef_loopbaanonderbrekingen as register
from burgerprofiel.sources.connectors.magda.services.geef_loopbaanonderbrekingen import CareerBreak
from burgerprofiel.sources.facts import Amount, Block, Card, Row, Section, Span
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes.work import career, rows, words


def of(answers: Answers) -> tuple[CareerBreak, ...]:
    """Every break the source gave."""
    found = answers.data(register.SERVICE)
    return found.breaks if found else ()


def name(pause: CareerBreak) -> str:
    """The kind of break, in words."""
    return words.phrase(pause.category) or _("Career break")


def build(answers: Answers) -> Sequence[Block]:
    """One card per break, the newest first."""
    return [_card(number, parts) for number, parts in enumerate(_renewals(of(answers)), 1)]


def _renewals(breaks: Iterable[CareerBreak]) -> list[list[CareerBreak]]:
    groups: dict[tuple[str, ...], list[CareerBreak]] = {}
    for pause in career.newest_first(breaks):
        groups.setdefault((pause.category, pause.reduction, pause.reason, pause.source), []).append(pause)
    return list(groups.values())


def _card(number: int, parts: list[CareerBreak]) -> Card:
    newest = parts[0]
    running = any(career.is_running(part, clock.today()) for part in parts)
    stretches = career.stretches(parts)
    return Card(
        key=f"break-{number}",
        label=name(newest),
        value=Span(stretches[0].began, stretches[-1].ended) if stretches else rows.span(newest),
        meaning=_("You work less, or not, and receive an allowance. After it you go back to your normal hours.")
        if running
        else _("You worked less, or not, and received an allowance. Most breaks count, in part, for your pension."),
        tag=rows.running_tag() if running else None,
        rows=(
            *rows.text(_("Reason for the break"), words.phrase(newest.reason)),
            *rows.text(_("How much less"), words.phrase(newest.reduction)),
            *_allowances(parts),
            *rows.text(_("Your contract"), words.phrase(newest.contract)),
            *rows.quantity(_("Hours a week"), newest.hours),
            *rows.quantity(_("Hours a week of a full-time colleague"), newest.full_hours),
            *rows.text(_("Other activity during the break"), words.phrase(newest.side_activity)),
            *rows.text(_("Rules that apply"), newest.regime),
            *_files(parts),
            *rows.text(_("Allowance paid by"), words.phrase(newest.source)),
        ),
    )


def _allowances(parts: Iterable[CareerBreak]) -> list[Row]:
    amounts = dict.fromkeys(part.monthly for part in parts if part.monthly is not None)
    return [Row(_("Allowance during the break"), Amount(money, _("a month"))) for money in amounts]


def _files(parts: list[CareerBreak]) -> list[Row]:
    if len(parts) == 1:
        return rows.text(_("File number of the break"), parts[0].file_number)
    return [Row(_part(part), rows.span(part)) for part in parts]


def _part(part: CareerBreak) -> str:
    return (
        _("Period in file %(number)s") % {"number": part.file_number} if part.file_number else _("Period of the break")
    )


SECTION = Section(
    key="breaks",
    title=lambda: _("Career breaks and care credit"),
    services=(register.SERVICE,),
    build=build,
    empty=lambda: _("No career break, care credit or time credit is known."),
)
