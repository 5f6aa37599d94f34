"""Child benefit: for each child which amounts are paid and since when, and who receives them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from burgerprofiel.sources.connectors.magda.services.geef_gezinssamenstelling import SERVICE as HOUSEHOLD
from burgerprofiel.sources.connectors.magda.services.geef_kind_voordelen import SERVICE as CHILD_BENEFIT
from burgerprofiel.sources.connectors.magda.services.geef_kind_voordelen import (
    BenefitFile,
    Bonus,
    ChildBenefits,
    Payment,
)
from burgerprofiel.sources.facts import Bar, Block, Card, Row, Section, Span, Tag, Timeline, Value, Words
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes import values
from burgerprofiel.sources.themes.benefits import periods, pieces

_KINDS = {
    "BASIS": gettext_noop("Basic amount"),
    "SOCIAAL": gettext_noop("Social supplement"),
    "ZORG_SPECIALE_NODEN": gettext_noop("Care supplement"),
    "KLEUTER": gettext_noop("Toddler supplement"),
    "KINDEROPVANG": gettext_noop("Childcare supplement"),
    "ZORG_WEES": gettext_noop("Orphan supplement"),
    "ZORG_PLEEG": gettext_noop("Foster care supplement"),
    "PARTICIPATIE_UNIVERSEEL": gettext_noop("School bonus"),
    "VOORAFBETALING_GEBOORTE": gettext_noop("Starting amount at birth"),
}
_REGIONS = {"VLAANDEREN": gettext_noop("Flanders")}


def kind(code: str, name: str) -> str:
    """Return a kind of payment in words."""
    return pieces.told(_KINDS, code, name)


def names(answers: Answers) -> dict[str, str]:
    """The given name of each housemate by national number, for calling a child by its name."""
    household = answers.data(HOUSEHOLD)
    people = [housemate.person for housemate in household.members] if household else []
    return {each.ssin: each.name.call or each.name.given[0] for each in people if each.name.call or each.name.given}


def children(benefits: ChildBenefits) -> dict[str, list[tuple[BenefitFile, Payment]]]:
    """Every payment for each child, whichever fund pays it; the newest first."""
    found: dict[str, list[tuple[BenefitFile, Payment]]] = {}
    for file in benefits.files:
        for child in file.children:
            found.setdefault(child.ssin, []).extend((file, payment) for payment in child.payments)
    for payments in found.values():
        payments.sort(key=lambda pair: str(pair[1].begin or ""), reverse=True)
    return found


def build(answers: Answers) -> Sequence[Block]:
    """A card per child, a time line, a card per recipient."""
    benefits = answers.data(CHILD_BENEFIT)
    if benefits is None:
        return ()
    known = names(answers)
    by_child = children(benefits)
    cards = [_child(number, ssin, known, payments) for number, (ssin, payments) in enumerate(by_child.items(), start=1)]
    bars = tuple(_bars(by_child, known))
    return [*cards, *([_line(bars)] if bars else []), *_recipients(benefits, known)]


def _called(name: str, number: int) -> str:
    return name or _("child %(number)s") % {"number": number}


def _child(number: int, ssin: str, known: Mapping[str, str], payments: Sequence[tuple[BenefitFile, Payment]]) -> Card:
    now = [payment for _file, payment in payments if periods.holds(payment.begin, payment.end)]
    kinds = dict.fromkeys(kind(payment.code, payment.name) for payment in reversed(now))
    return Card(
        key=f"child-{number}",
        label=_("Child benefit for %(name)s") % {"name": _called(known.get(ssin, ""), number)},
        value=Words(", ".join(kinds)) if kinds else Words(_("Not paid now")),
        meaning=_(
            "These amounts are paid for this child. Most supplements follow by themselves; "
            "ask your fund about a care supplement."
        ),
        tag=Tag(_("Paid now"), "good") if kinds else Tag(_("Stopped")),
        rows=(
            *values.rows((_("National number of the child"), pieces.secret(ssin))),
            *(Row(kind(payment.code, payment.name), Span(payment.begin, payment.end)) for _file, payment in payments),
            *_funds(file for file, _payment in payments),
            *_paid_to(payments, known),
        ),
    )


def _funds(files: Iterable[BenefitFile]) -> Iterator[Row]:
    for region, fund in dict.fromkeys((file.region, file.fund) for file in files):
        label = _("Paid by the fund with enterprise number")
        if region not in _REGIONS and region:
            label = f"{label} ({region})"
        yield from values.rows((label, values.enterprise(fund)))


def _who(ssin: str, known: Mapping[str, str]) -> Value | None:
    """Somebody of the household by name, anybody else by number."""
    return values.words(known.get(ssin, "")) or pieces.secret(ssin)


def _paid_to(payments: Sequence[tuple[BenefitFile, Payment]], known: Mapping[str, str]) -> Iterator[Row]:
    """Who receives the money for this child, as far as the source says so: each number once."""
    for ssin in dict.fromkeys(each for _file, payment in payments for each in payment.recipients):
        yield Row(_("Paid to"), _who(ssin, known))


def _bars(by_child: dict[str, list[tuple[BenefitFile, Payment]]], known: dict[str, str]) -> Iterator[Bar]:
    for number, (ssin, payments) in enumerate(by_child.items(), start=1):
        for _file, payment in payments:
            if payment.begin:
                yield Bar(
                    row=_called(known.get(ssin, ""), number),
                    label=kind(payment.code, payment.name),
                    began=payment.begin,
                    ended=payment.end,
                    tone="good" if periods.holds(payment.begin, payment.end) else "plain",
                )


def _line(bars: tuple[Bar, ...]) -> Timeline:
    return Timeline(
        key="periods",
        label=_("Child benefit through the years"),
        meaning=_("Each bar is one kind of payment for one child, from its first month to its last."),
        bars=bars,
    )


def _recipients(benefits: ChildBenefits, known: dict[str, str]) -> Iterator[Card]:
    """A card per recipient: what the family receives, apart from which child it is for."""
    found: dict[str, list[tuple[BenefitFile, Sequence[Payment], Sequence[Bonus]]]] = {}
    for file in benefits.files:
        for each in file.recipients:
            found.setdefault(each.ssin, []).append((file, each.payments, each.bonuses))
    for number, (ssin, parts) in enumerate(found.items(), start=1):
        name = known.get(ssin, "") or _("recipient %(number)s") % {"number": number}
        yield Card(
            key=f"recipient-{number}",
            label=_("What %(name)s receives") % {"name": name},
            value=pieces.secret(ssin),
            meaning=_("The fund pays the child benefit to this person. Is the account wrong? Tell your fund."),
            rows=_unique(_received(parts, known)),
        )


def _received(
    parts: Sequence[tuple[BenefitFile, Sequence[Payment], Sequence[Bonus]]], known: Mapping[str, str]
) -> Iterator[Row]:
    for file, payments, bonuses in parts:
        yield from (Row(kind(bonus.code, bonus.name), values.day(bonus.paid_on)) for bonus in bonuses)
        yield from (Row(kind(payment.code, payment.name), Span(payment.begin, payment.end)) for payment in payments)
        yield from values.rows((_("File in the name of"), _who(file.holder, known)))


def _unique(found: Iterable[Row]) -> tuple[Row, ...]:
    """The same line twice (a family with two children) tells nothing more."""
    return tuple(dict.fromkeys(found))


def _title() -> str:
    return _("Child benefit")


def _empty() -> str:
    return _("No child benefit is paid for you or to you.")


SECTION = Section("child-benefit", _title, (CHILD_BENEFIT, HOUSEHOLD), build, _empty)
