"""What needs the citizen first, and what is new, in benefits and taxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from burgerprofiel.kit import formats
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.geef_aanslagbiljet_personenbelasting import SERVICE as TAX
from burgerprofiel.sources.connectors.magda.services.geef_aanslagbiljet_personenbelasting import newest_income_year
from burgerprofiel.sources.connectors.magda.services.geef_dossier_handicap import SERVICE as RECOGNITION
from burgerprofiel.sources.connectors.magda.services.geef_dossier_handicap import DisabilityFile
from burgerprofiel.sources.connectors.magda.services.geef_kind_voordelen import SERVICE as CHILD_BENEFIT
from burgerprofiel.sources.connectors.magda.services.geef_status_recht_ondersteuningen import SERVICE as SUPPORT
from burgerprofiel.sources.connectors.magda.services.geef_volledig_dossier_handicap import SERVICE as CARE
from burgerprofiel.sources.facts import News, Todo
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes.benefits import payments, periods, statuses, support, taxes
from burgerprofiel.sources.themes.benefits.allowances import card_name

_PAGE = "/gegevens/benefits"


def todos(answers: Answers) -> Sequence[Todo]:
    """What ends within three months, while something can still be done."""
    return [*_recognitions(answers), *_care(answers), *_support(answers), *_statuses(answers)]


def _todo(key: str, section: str, title: str, line: str, due: PartialDate | None) -> Todo:
    return Todo(key=key, title=title, line=line, due=due, action=_("Look at it"), href=f"{_PAGE}#section-{section}")


def _recognitions(answers: Answers) -> Iterator[Todo]:
    found = answers.data(RECOGNITION)
    for place, file in enumerate(found.files if found else ()):
        yield from _of_file(f"{place + 1}-" if place else "", file)


def _of_file(place: str, file: DisabilityFile) -> Iterator[Todo]:
    for number, recognition in enumerate(file.recognitions, start=1):
        if periods.ends_soon(recognition.end):
            title = _("The recognition of your disability ends")
            line = _("Ask for a review in time, so that your rights go on.")
            yield _todo(f"{place}recognition-{number}", "recognition", title, line, recognition.end)
    for number, card in enumerate(file.cards, start=1):
        if periods.ends_soon(card.ends):
            title = _("%(name)s: ends soon") % {"name": card_name(card) or _("Social card")}
            line = _("Ask for a new one now; it takes a few weeks to come.")
            yield _todo(f"{place}card-{number}", "recognition", title, line, card.ends)


def _care(answers: Answers) -> Iterator[Todo]:
    found = answers.data(CARE)
    if found and found.file and found.file.recognised and periods.ends_soon(found.file.end):
        title = _("Your recognition at the Flemish agency (VAPH) ends")
        yield _todo("care-file", "care-file", title, _("Ask whether it can be prolonged."), found.file.end)


def _support(answers: Answers) -> Iterator[Todo]:
    found = answers.data(SUPPORT)
    for number, right in enumerate(found.rights if found else (), start=1):
        if right.status in ("TG", "GG") and periods.ends_soon(right.end):
            title = _("%(name)s: ends soon") % {"name": support.measure(right)}
            yield _todo(f"right-{number}", "support", title, _("Ask whether it can be prolonged."), right.end)


def _statuses(answers: Answers) -> Iterator[Todo]:
    for status in statuses.applying(answers):
        ends = [period.end for period in status.periods if periods.ends_soon(period.end)]
        if ends:
            title = _("%(name)s: ends soon") % {"name": statuses.name(status)}
            line = _("Ask your health insurance fund or OCMW whether it goes on.")
            section = "local" if statuses.is_local(status) else "statuses"
            yield _todo(f"status-{status.name.lower()}", section, title, line, max(filter(None, ends)))


def news(answers: Answers) -> Sequence[News]:
    """The latest payment, the latest assessment, child benefit that began or stopped lately."""
    return [*_payment(answers), *_assessment(answers), *_child_benefit(answers)]


def _payment(answers: Answers) -> Iterator[News]:
    paid = [payment for payment in payments.newest_first(answers) if not payment.cancelled]
    if paid and paid[0].month and paid[0].amount and periods.is_recent(paid[0].month):
        line = _("%(amount)s for %(month)s") % {
            "amount": formats.money(paid[0].amount),
            "month": formats.day(paid[0].month),
        }
        yield News(key="payment", title=_("Your allowance was paid"), line=line, date=paid[0].month)


def _assessment(answers: Answers) -> Iterator[News]:
    """The source gives no day: the assessment belongs to the year after the income."""
    tax = answers.data(TAX)
    if tax and tax.income_year is not None and tax.income_year >= newest_income_year():
        yield News(
            key=f"assessment-{tax.income_year}",
            title=_("Your tax assessment is there"),
            line=_("Income of %(year)s") % {"year": taxes.year(tax)},
            date=PartialDate(tax.income_year + 1),
        )


def _child_benefit(answers: Answers) -> Iterator[News]:
    found = answers.data(CHILD_BENEFIT)
    ends = [
        payment.end
        for file in (found.files if found else ())
        for child in file.children
        for payment in child.payments
        if payment.end and periods.ended_lately(payment.end)
    ]
    if ends:
        line = _("A part of the child benefit is not paid any more.")
        yield News(key="child-benefit", title=_("Your child benefit changed"), line=line, date=max(ends))
