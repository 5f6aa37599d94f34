"""Payments of allowances for people with a disability, month by month."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from burgerprofiel.kit import formats
from burgerprofiel.kit.money import Money
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.geef_betalingen_handicap import SERVICE as PAYMENTS
from burgerprofiel.sources.connectors.magda.services.geef_betalingen_handicap import DisabilityPayment
from burgerprofiel.sources.facts import Amount, Block, Card, Row, Section
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import values


def newest_first(answers: Answers) -> list[DisabilityPayment]:
    """Every payment, the newest first; one without a month comes last."""
    found = answers.data(PAYMENTS)
    return sorted(found.payments, key=lambda payment: payment.month or PartialDate(0), reverse=True) if found else []


def build(answers: Answers) -> Sequence[Block]:
    """A card per year with a line per month."""
    years: dict[int, list[DisabilityPayment]] = {}
    for payment in newest_first(answers):
        years.setdefault(payment.month.year if payment.month else 0, []).append(payment)
    return [_card(year, payments) for year, payments in years.items()]


def _card(year: int, payments: Sequence[DisabilityPayment]) -> Card:
    total = sum(payment.amount.cents for payment in payments if payment.amount and not payment.cancelled)
    return Card(
        key=f"payments-{year}",
        label=_("Allowances paid in %(year)s") % {"year": year} if year else _("Allowances paid, month not known"),
        value=Amount(Money(total)),
        meaning=_("What was paid to you for this year, added up. A cancelled payment is not counted."),
        rows=tuple(Row(_month(payment), values.amount(payment.amount)) for payment in payments),
    )


def _month(payment: DisabilityPayment) -> str:
    month = formats.day(payment.month) if payment.month else _("Month not known")
    return _("%(month)s (cancelled)") % {"month": month} if payment.cancelled else month


def _title() -> str:
    return _("Payments for people with a disability")


def _empty() -> str:
    return _("No allowance for people with a disability was paid to you in the last two years.")


SECTION = Section("payments", _title, (PAYMENTS,), build, _empty)
