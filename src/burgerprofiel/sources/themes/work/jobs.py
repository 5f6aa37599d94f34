"""The jobs of today and of before, one card per employer however many contracts there were."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from burgerprofiel.kit import clock
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services import geef_werkrelaties as contracts
from burgerprofiel.sources.connectors.magda.services.geef_werkrelaties import Contract
from burgerprofiel.sources.facts import Address, Block, Card, Row, Section, Span, Tag
from burgerprofiel.sources.service import Answers
from burgerprofiel.sources.themes.work import career, employers, joint_committees, rows, words
from burgerprofiel.sources.themes.work.employers import Employer

SHOWN_ONE_BY_ONE = 6
"""Up to this many contracts are listed each; more are told as stretches of work."""


def of(answers: Answers) -> tuple[Contract, ...]:
    """Every contract the source gave."""
    found = answers.data(contracts.SERVICE)
    return found.contracts if found else ()


def build(answers: Answers) -> Sequence[Block]:
    """The employers of today and of tomorrow, then those of before, and contracts that were taken back."""
    running = employers.running(of(answers))
    keys = {employer.key for employer in running}
    before = [employer for employer in employers.by_employer(of(answers)) if employer.key not in keys]
    return [*map(_current_card, running), *map(_past_card, before)]


def _current_card(employer: Employer) -> Card:
    planned = not any(career.is_running(contract, clock.today()) for contract in employer.valid)
    return Card(
        key=f"job-{employer.key}",
        label=employer.name,
        value=Span(employers.since(employer), _end_of_running(employer)),
        meaning=_(
            "Your employer told social security that you work here. From the first day that gives you rights, such as "
            "sick pay and holidays. An end date means that your employer expects the contract to stop then."
        ),
        tag=Tag(_("Starts later")) if planned else rows.running_tag(),
        rows=_details(employer),
    )


def _end_of_running(employer: Employer) -> PartialDate | None:
    return career.stretches(employer.valid)[-1].ended


def _past_card(employer: Employer) -> Card:
    stretches = career.stretches(employer.valid)
    cancelled = not employer.valid
    return Card(
        key=f"job-{employer.key}",
        label=employer.name,
        value=Span(stretches[0].began, stretches[-1].ended) if stretches else rows.span(employer.newest),
        meaning=_("Your employer declared this work and then took it back. It does not count.")
        if cancelled
        else _("You worked here. These periods count for your pension and, if you lose your job, for your benefit."),
        tag=Tag(_("Taken back")) if cancelled else None,
        rows=_details(employer),
    )


def _details(employer: Employer) -> tuple[Row, ...]:
    newest, each = employer.newest, employer.contracts
    return (
        *rows.enterprise(_("Enterprise number of the employer"), newest.employer),
        *rows.texts(_("Part of the employer"), (contract.sub_entity for contract in each)),
        *_agency(newest),
        *rows.texts(_("Kind of work"), (contract.kind for contract in each), words.kind),
        *rows.texts(_("Sector (joint committee)"), (contract.joint_committee for contract in each), _sector),
        *_place(newest),
        *rows.texts(_("Length of service"), (contract.duration for contract in each), words.phrase),
        *_periods(employer),
        *rows.text(_("Last declaration of your employer"), words.phrase(newest.last_act)),
        *rows.day(_("First declared on"), newest.declared),
        *rows.day(_("Changed by the source on"), newest.changed),
        *rows.texts(_("Numbers of control cards"), (card for contract in each for card in contract.control_cards)),
        *rows.text(_("Number with social security"), newest.nsso_number),
        *rows.texts(_("Declared to"), (contract.source for contract in each), words.phrase),
    )


def _sector(code: str) -> str:
    return joint_committees.name(code)


def _agency(contract: Contract) -> list[Row]:
    user = contract.interim_user
    if user is None:
        return []
    return [
        *rows.text(_("Where you work through an agency"), user.name),
        *rows.enterprise(_("Enterprise number of that place"), user.number),
        *rows.text(_("Number of that place with social security"), user.nsso_number),
        *rows.text(_("Sector of that place (joint committee)"), _sector(user.joint_committee)),
    ]


def _place(contract: Contract) -> list[Row]:
    place = contract.workplace
    lines = tuple(filter(None, (place.name, *place.lines))) if place else ()
    return [Row(_("Place of work"), Address(lines))] if lines else []


def _periods(employer: Employer) -> list[Row]:
    if len(employer.contracts) <= SHOWN_ONE_BY_ONE:
        return [_contract(contract) for contract in employer.contracts]
    told = [
        Row(_contracts(stretch.parts), Span(stretch.began, stretch.ended))
        for stretch in reversed(career.stretches(employer.valid))
    ]
    days = sum(contract.planned_days or 0 for contract in employer.valid)
    return [*told, *rows.quantity(_("Planned working days"), days or None)]


def _contracts(count: int) -> str:
    return ngettext("%(count)s contract", "%(count)s contracts", count) % {"count": count}


def _contract(contract: Contract) -> Row:
    label = (
        _("Contract %(number)s") % {"number": contract.number} if contract.number else _("Contract without a number")
    )
    if contract.cancelled:
        label = _("%(contract)s, taken back") % {"contract": label}
    elif contract.planned_days is not None:
        days = ngettext("%(count)s planned day", "%(count)s planned days", contract.planned_days)
        label = f"{label} ({days % {'count': contract.planned_days}})"
    return Row(label, rows.span(contract))


SECTION = Section(
    key="jobs",
    title=lambda: _("Your jobs, now and before"),
    services=(contracts.SERVICE,),
    build=build,
    empty=lambda: _("No employer has declared that you work or worked there. Work before 2003 is not in this source."),
)
