"""Living wage and other help from the OCMW: the year, and month by month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from burgerprofiel.kit import formats
from burgerprofiel.kit.money import Money
from burgerprofiel.sources.connectors.magda.services.geef_leefloonbedragen import SERVICE as LIVING_WAGE
from burgerprofiel.sources.connectors.magda.services.geef_leefloonbedragen import (
    LivingWageYear,
    MonthlyPayment,
    YearTotal,
)
from burgerprofiel.sources.facts import Block, Card, Row, Section, Value, Words
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.benefits import pieces

_KINDS = {
    "Leefloon": gettext_noop("Living wage"),
    "EquivalentLeefloon": gettext_noop("Help equal to the living wage"),
    "Kinderbijslag": gettext_noop("Help with the costs of children"),
}


def kind(name: str) -> str:
    """Return a kind of help in words."""
    return pieces.told(_KINDS, name, "")


def build(answers: Answers) -> Sequence[Block]:
    """A card per year and kind of help, the newest year first."""
    found = answers.data(LIVING_WAGE)
    years = sorted(found.years, key=lambda year: year.year or 0, reverse=True) if found else ()
    return [card for year in years for card in _cards(year)]


def _cards(it: LivingWageYear) -> Iterator[Card]:
    kinds = dict.fromkeys([total.kind for total in it.totals] + [payment.kind for payment in it.payments])
    for name in kinds:
        totals = [total for total in it.totals if total.kind == name]
        yield _card(it.year, name, totals, [payment for payment in it.payments if payment.kind == name])
    if it.unpaid and not kinds:
        yield Card(
            key=f"year-{it.year or 0}",
            label=_("Help from the OCMW in %(year)s") % {"year": it.year or "?"},
            value=Words(_("Nothing was paid")),
            meaning=_("The OCMW paid you no living wage or similar help in this year."),
        )


def _card(year: int | None, name: str, totals: Sequence[YearTotal], payments: Sequence[MonthlyPayment]) -> Card:
    told = totals[0] if totals else None
    of = (told.year if told else None) or year
    return Card(
        key=f"{name.lower()}-{of or 0}",
        label=_("%(kind)s in %(year)s") % {"kind": kind(name), "year": of or "?"},
        value=_value(totals, payments),
        meaning=_("Your OCMW paid this so that you could live. It is your right; it is not a loan."),
        rows=(*(_about(told) if told else ()), *map(_month, payments), *_once(payments)),
    )


def _value(totals: Sequence[YearTotal], payments: Sequence[MonthlyPayment]) -> Value | None:
    known = [each.amount.cents for each in (totals or payments) if each.amount]
    return values.amount(Money(sum(known))) if known else None


def _about(it: YearTotal) -> tuple[Row, ...]:
    return values.rows(
        (_("Shared with a second person"), values.yes_no(it.second_recipient)),
        (_("Months without this help"), values.quantity(it.months_without)),
        (_("You got the highest amount"), values.yes_no(it.maximum)),
    )


def _month(it: MonthlyPayment) -> Row:
    month = it.month or it.begin
    label = formats.day(month) if month else _("Month not known")
    if it.begin and it.end and (it.begin.day or 1) != 1:
        label = formats.span(it.begin, it.end)
    if it.latest is False:
        label = _("%(month)s (changed later)") % {"month": label}
    return Row(label, values.amount(it.amount))


def _once(payments: Sequence[MonthlyPayment]) -> Iterator[Row]:
    """What is the same for many months is told once."""
    for centre in dict.fromkeys(payment.centre for payment in payments):
        yield from values.rows((_("OCMW with enterprise number"), values.enterprise(centre)))
    for partner in dict.fromkeys(payment.partner for payment in payments):
        yield from values.rows((_("Your partner in this help"), pieces.secret(partner)))
    for label, count in (
        (_("Months shared with a second person"), sum(payment.second_recipient is True for payment in payments)),
        (_("Months with the highest amount"), sum(payment.maximum is True for payment in payments)),
    ):
        if count:
            yield Row(label, Words(ngettext("%(n)s month", "%(n)s months", count) % {"n": count}))


def _title() -> str:
    return _("Living wage")


def _empty() -> str:
    return _("No OCMW paid you a living wage in the last three years.")


SECTION = Section("living-wage", _title, (LIVING_WAGE,), build, _empty)
