"""What the home page shows of benefits and taxes: the one thing that matters most now, and one line below."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from burgerprofiel.kit import formats
from burgerprofiel.kit.answers import Data
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.geef_aanslagbiljet_personenbelasting import SERVICE as TAX
from burgerprofiel.sources.connectors.magda.services.geef_dossier_handicap import SERVICE as RECOGNITION
from burgerprofiel.sources.connectors.magda.services.geef_kind_voordelen import SERVICE as CHILD_BENEFIT
from burgerprofiel.sources.connectors.magda.services.geef_leefloonbedragen import SERVICE as LIVING_WAGE
from burgerprofiel.sources.connectors.magda.services.geef_status_recht_ondersteuningen import SERVICE as SUPPORT
from burgerprofiel.sources.connectors.magda.services.geef_volledig_dossier_handicap import SERVICE as CARE
from burgerprofiel.sources.facts import Face, Tag
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes.benefits import (
    attention,
    child_benefit,
    living_wage,
    payments,
    periods,
    statuses,
    support,
)
from burgerprofiel.sources.themes.benefits.allowances import card_name


def tile(answers: Answers) -> Face | None:
    """The first thing that is known, in order of what people look for; the next two go on the line."""
    if not any(isinstance(answer, Data) for answer in answers.values()):
        return None
    lines = [*_child_benefit(answers), *_allowance(answers), *_living_wage(answers), *_recognition(answers)]
    lines += [*_care(answers), *_statuses(answers), *_support(answers), *_tax(answers)]
    lines = lines or [_("Nothing runs at the moment")]
    soon = [Tag(todo.title, "act") for todo in attention.todos(answers)[:1]]
    return Face(headline=lines[0], line=" · ".join(lines[1:3]), tag=soon[0] if soon else None)


def _child_benefit(answers: Answers) -> Iterator[str]:
    found = answers.data(CHILD_BENEFIT)
    by_child = child_benefit.children(found) if found else {}
    paid = [
        ssin
        for ssin, pairs in by_child.items()
        if any(periods.holds(payment.begin, payment.end) for _file, payment in pairs)
    ]
    if paid:
        told = ngettext("Child benefit for %(n)s child", "Child benefit for %(n)s children", len(paid))
        yield told % {"n": len(paid)}


def _allowance(answers: Answers) -> Iterator[str]:
    paid = [payment for payment in payments.newest_first(answers) if not payment.cancelled and payment.amount]
    if paid and paid[0].month and paid[0].amount:
        parts = {"amount": formats.money(paid[0].amount), "month": formats.day(paid[0].month)}
        recent = periods.is_recent(paid[0].month)
        yield (_("Allowance of %(amount)s") if recent else _("Allowance of %(amount)s for %(month)s")) % parts


def _living_wage(answers: Answers) -> Iterator[str]:
    found = answers.data(LIVING_WAGE)
    paid = [payment for year in found.years for payment in year.payments if payment.amount] if found else []
    if paid:
        last = max(paid, key=lambda payment: payment.month or payment.begin or PartialDate(0))
        month = last.month or last.begin
        if month:
            yield _("%(kind)s, last paid for %(month)s") % {
                "kind": living_wage.kind(last.kind),
                "month": formats.day(month),
            }


def _recognition(answers: Answers) -> Iterator[str]:
    found = answers.data(RECOGNITION)
    recognitions = [each for file in found.files for each in file.recognitions] if found else []
    if any(periods.holds(each.begin, each.end) for each in recognitions):
        yield _("Disability recognised")
    cards = [card for file in (found.files if found else ()) for card in file.cards]
    yield from (card_name(card) for card in cards if periods.holds(card.delivered, card.ends))


def _care(answers: Answers) -> Iterator[str]:
    if answers.data(CARE):
        yield _("File at the Flemish agency (VAPH)")


def _statuses(answers: Answers) -> Iterator[str]:
    yield from (statuses.name(status) for status in statuses.applying(answers)[:1])


def _support(answers: Answers) -> Iterator[str]:
    found = answers.data(SUPPORT)
    running = [
        right
        for right in (found.rights if found else ())
        if right.status in ("TG", "GG") and periods.holds(right.begin, right.end)
    ]
    yield from (support.measure(right) for right in running[:1])


def _tax(answers: Answers) -> Iterator[str]:
    tax = answers.data(TAX)
    if tax and tax.income_year is not None:
        yield _("Taxes on the income of %(year)s") % {"year": tax.income_year}
