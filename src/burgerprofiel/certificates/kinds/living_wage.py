"""What an OCMW paid to live on, month by month in the last three years: a court, a bank or a tariff asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from burgerprofiel.certificates.content import Column, Part, Table
from burgerprofiel.certificates.kinds.kind import Kind
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.geef_leefloonbedragen import SERVICE, MonthlyPayment
from burgerprofiel.sources.facts import Value
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.benefits.living_wage import kind


def _payments(answers: Answers) -> list[MonthlyPayment]:
    """What counts: a payment that was changed later does not."""
    found = answers.data(SERVICE)
    paid = [payment for year in (found.years if found else ()) for payment in year.payments]
    held = [payment for payment in paid if payment.latest is not False and payment.amount is not None]
    return sorted(held, key=lambda payment: payment.month or payment.begin or PartialDate(0), reverse=True)


def _rows(payments: list[MonthlyPayment]) -> Iterator[tuple[Value | None, ...]]:
    for payment in payments:
        yield (
            values.day(payment.month or payment.begin),
            values.words(kind(payment.kind)),
            values.amount(payment.amount),
            values.enterprise(payment.centre),
        )


def _build(answers: Answers) -> tuple[Part, ...]:
    rows = tuple(_rows(_payments(answers)))
    columns = (
        Column("month", _("Month")),
        Column("kind", _("Kind of help"), wide=True),
        Column("amount", _("Amount")),
        Column("centre", _("OCMW with enterprise number")),
    )
    return (Table("payments", _("What was paid"), columns, rows),) if rows else ()


KIND = Kind(
    key="living-wage",
    product="12808",
    theme="benefits",
    title=lambda: _("Certificate of living wage"),
    explanation=lambda: _(
        "It lists what your OCMW paid you to live on, month by month, this year and the two before. You need it for a "
        "lower price, a court or a debt counsellor."
    ),
    statement=lambda: _(
        "According to the Public Planning Service for Social Integration, an OCMW paid this person the amounts below."
    ),
    nothing=lambda: _("No OCMW paid you a living wage in the last three years."),
    service=SERVICE,
    build=_build,
    days=92,
)
