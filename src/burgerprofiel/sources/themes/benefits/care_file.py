"""The full file at the VAPH: the file itself, aids, help and who represents you."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from burgerprofiel.sources.connectors.magda.services.geef_volledig_dossier_handicap import SERVICE as CARE
from burgerprofiel.sources.connectors.magda.services.geef_volledig_dossier_handicap import (
    Aid,
    CareFile,
    DirectHelp,
    FullDisabilityFile,
    Invoice,
    Representative,
)
from burgerprofiel.sources.facts import Block, Card, Row, Section, Tag, Words
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.benefits import agreements, care_budget, care_diagnosis, periods, pieces

_KINDS = {"Bewindvoerder": gettext_noop("Administrator")}


def build(answers: Answers) -> Sequence[Block]:
    """Everything in the file, what matters from day to day first."""
    it = answers.data(CARE)
    return list(_blocks(it)) if it else ()


def _blocks(it: FullDisabilityFile) -> Iterator[Block]:
    if it.file:
        yield _file(it.file)
    if it.budget:
        yield from care_budget.cards(it.budget)
    yield from (_aid(number, aid) for number, aid in enumerate(it.aids, start=1))
    yield from (_help(number, each) for number, each in enumerate(it.help, start=1))
    yield from (agreements.card(f"agreement-{number}", each) for number, each in enumerate(it.agreements, start=1))
    yield from (_representative(number, each) for number, each in enumerate(it.representatives, start=1))
    if it.diagnosis:
        yield from care_diagnosis.cards(it.diagnosis)


def _file(it: CareFile) -> Card:
    return Card(
        key="file",
        label=_("Your file at the Flemish agency (VAPH)"),
        value=values.words(it.number),
        meaning=_("Quote this number when you call or write to the agency. It uses these details to reach you."),
        tag=_recognised(it),
        rows=values.rows(
            (_("Recognised as a person with a disability"), values.yes_no(it.recognised)),
            (_("Period"), values.span(it.begin, it.end)),
            (_("Address"), pieces.address(it.address)),
            (_("E-mail"), values.words(it.email)),
            (_("Telephone"), values.words(it.phone)),
        ),
    )


def _recognised(it: CareFile) -> Tag | None:
    if not it.recognised:
        return None
    if periods.ends_soon(it.end):
        return Tag(_("Ends soon"), "act")
    return Tag(_("Recognised"), "good") if periods.holds(it.begin, it.end) else Tag(_("Ended"))


def _aid(number: int, it: Aid) -> Card:
    return Card(
        key=f"aid-{number}",
        label=it.description or it.name or _("Aid or adaptation"),
        value=pieces.sum_of(it.granted),
        meaning=_(
            "The agency pays this much back for an aid or an adaptation at home or of a car. Send the invoices to"
            " the agency."
        ),
        rows=(
            *values.rows(
                (_("Aid"), values.words(it.name)),
                (_("Requested on"), values.day(it.asked)),
                (_("In points of care"), pieces.points_of(it.granted) if it.granted.euro else None),
                (_("Invoices are paid from"), values.day(it.payable_from)),
            ),
            *(row for invoice in it.invoices for row in _invoice(invoice)),
        ),
    )


def _invoice(it: Invoice) -> tuple[Row, ...]:
    return values.rows(
        (_("Invoice from"), values.words(it.supplier)),
        (_("Invoice date"), values.day(it.dated)),
        (_("Invoice reference"), values.words(it.reference)),
        (_("Invoice amount"), pieces.sum_of(it.amount)),
        (_("In points of care"), pieces.points_of(it.amount) if it.amount.euro else None),
        (_("Can be paid"), values.yes_no(it.payable)),
    )


def _help(number: int, it: DirectHelp) -> Card:
    total = sum(count or 0 for _year, count in it.years)
    return Card(
        key=f"help-{number}",
        label=_("Help without a budget"),
        value=Words(it.provider.name or ngettext("%(n)s time", "%(n)s times", total) % {"n": total}),
        meaning=_("You can get some help right away, without a budget: guidance, day care or a stay."),
        rows=(
            *(
                Row(
                    str(year or _("Year not known")), Words(ngettext("%(n)s time", "%(n)s times", count) % {"n": count})
                )
                for year, count in it.years
                if count is not None
            ),
            *values.rows((_("Address"), pieces.address(it.provider.address))),
        ),
    )


def _representative(number: int, it: Representative) -> Card:
    return Card(
        key=f"representative-{number}",
        label=_("Who represents you by law"),
        value=values.words(pieces.told(_KINDS, it.kind, "")),
        meaning=_("This person may act for you towards the agency. Not right? Tell the agency."),
        rows=values.rows((_("National number of your representative"), pieces.secret(it.ssin))),
    )


def _title() -> str:
    return _("Your file at the Flemish agency for people with a disability")


def _empty() -> str:
    return _("You have no file at the Flemish Agency for Persons with Disabilities.")


SECTION = Section("care-file", _title, (CARE,), build, _empty)
