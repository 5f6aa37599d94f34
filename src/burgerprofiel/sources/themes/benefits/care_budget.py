"""The personal budget of the VAPH: what you asked, what you have, what is left."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from burgerprofiel.sources.connectors.magda.services.disability_budget import (
    Activity,
    Budget,
    PersonalBudget,
    SupportPlan,
    Wish,
    YearBudget,
)
from burgerprofiel.sources.facts import Card, Row, Tag, Words
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.benefits import agreements, periods, pieces

_KINDS = {
    "pvb": gettext_noop("Person-following budget"),
    "pab": gettext_noop("Personal assistance budget"),
}
_REGIMES = {"VOLTIJDS": gettext_noop("Full-time"), "DEELTIJDS": gettext_noop("Part-time")}


def cards(it: PersonalBudget) -> Iterator[Card]:
    """The budgets, their years and agreements, then the plans that ask for one."""
    if it.waiting is not None:
        yield _waiting(waiting=it.waiting)
    for budget in it.budgets:
        yield _budget(budget)
        yield from (_year(budget.kind, year) for year in budget.years)
        yield from (
            agreements.card(f"{budget.kind}-agreement-{number}", each)
            for number, each in enumerate(budget.agreements, start=1)
        )
    yield from (_plan(number, plan) for number, plan in enumerate(it.plans, start=1))


def _waiting(*, waiting: bool) -> Card:
    return Card(
        key="waiting",
        label=_("Waiting for a budget"),
        value=Words(_("You are on the list") if waiting else _("You are not on the list")),
        meaning=_(
            "Who asked for a budget, or a higher one, waits until there is money. Until then you can get help "
            "without a budget."
        ),
    )


def _budget(it: Budget) -> Card:
    return Card(
        key=f"budget-{it.kind}",
        label=pieces.told(_KINDS, it.kind, ""),
        value=pieces.sum_of(it.assigned) or values.words(it.category) or values.span(it.begin, it.end),
        meaning=_("With this budget you choose and pay your own care and support."),
        tag=Tag(_("Running"), "good") if periods.holds(it.begin, it.end) else Tag(_("Ended")),
        rows=(
            *values.rows(
                (_("Period"), values.span(it.begin, it.end)),
                (_("Budget category"), values.words(it.category)),
                (_("In points of care"), pieces.points_of(it.assigned) if it.assigned.euro else None),
                (_("Working capital"), pieces.sum_of(it.working_capital)),
                (
                    _("Working capital in points"),
                    pieces.points_of(it.working_capital) if it.working_capital.euro else None,
                ),
                (_("Advance to pay back"), pieces.sum_of(it.advance)),
                (_("Advance in points"), pieces.points_of(it.advance) if it.advance.euro else None),
                (_("You need somebody to watch over you"), values.yes_no(it.supervision)),
                (_("What your help lacks now"), values.words(it.shortages)),
                (_("Why a budget helps"), values.words(it.motivation)),
                (_("What your plan asks"), values.words(it.plan)),
            ),
            *(row for activity in it.activities for row in _activity(activity)),
        ),
    )


def _activity(it: Activity) -> tuple[Row, ...]:
    return values.rows(
        (_("Daytime activity"), values.words(it.kind)),
        (_("How much of the time"), values.words(pieces.told(_REGIMES, it.regime, ""))),
        (_("Explanation"), values.words(it.note)),
    )


def _year(kind: str, it: YearBudget) -> Card:
    return Card(
        key=f"{kind}-year-{it.year or 0}",
        label=_("Budget for %(year)s") % {"year": it.year or "?"},
        value=pieces.sum_of(it.height),
        meaning=_("What you may spend on care and support in this year, and what is left of it."),
        rows=values.rows(
            (_("Left to spend"), pieces.sum_of(it.left)),
            (_("In points of care"), pieces.points_of(it.height) if it.height.euro else None),
            (_("Left in points"), pieces.points_of(it.left) if it.left.euro else None),
            (_("Period"), values.span(it.begin, it.end)),
        ),
    )


def _plan(number: int, it: SupportPlan) -> Card:
    return Card(
        key=f"plan-{number}",
        label=_("Support plan"),
        value=values.day(it.sent),
        meaning=_("In this plan you told the agency which help you need. This is the day it was sent."),
        rows=(
            *(_wish(_("Asked"), it.ordinary) if it.ordinary else ()),
            *(_wish(_("Asked with urgency"), it.urgent) if it.urgent else ()),
        ),
    )


def _wish(label: str, it: Wish) -> tuple[Row, ...]:
    asked = (" ".join(filter(None, (each.name, each.frequency, each.unit))) for each in it.supports)
    return (
        *values.rows((_("%(asked)s: budget category") % {"asked": label}, values.words(it.category))),
        *(Row(label, Words(text)) for text in asked),
    )
