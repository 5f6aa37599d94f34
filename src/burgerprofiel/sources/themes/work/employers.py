"""Contracts by employer: who somebody works for, and under which name people know that place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from burgerprofiel.kit import cbe, clock
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.geef_werkrelaties import Contract
from burgerprofiel.sources.themes.work import career


@dataclass(frozen=True)
class Employer:
    """All contracts at one place of work, the newest first, the cancelled ones included."""

    key: str
    contracts: tuple[Contract, ...]

    @property
    def newest(self) -> Contract:
        """The contract that began last."""
        return self.contracts[0]

    @property
    def valid(self) -> list[Contract]:
        """The contracts that were not cancelled."""
        return [contract for contract in self.contracts if not contract.cancelled]

    @property
    def name(self) -> str:
        """The name people know: of the place, else of the agency's customer, else the number."""
        for contract in self.contracts:
            if contract.workplace and contract.workplace.name:
                return contract.workplace.name
            if contract.interim_user and contract.interim_user.name:
                return contract.interim_user.name
        return _("Employer %(number)s") % {"number": number_of(self.newest)}


def number_of(contract: Contract) -> str:
    """The employer's number as on paper; the NSSO number where there is no CBE number."""
    return cbe.on_paper(contract.employer) if contract.employer else contract.nsso_number or "?"


def by_employer(contracts: Iterable[Contract]) -> list[Employer]:
    """Group contracts by employer (and by the agency's customer); the newest work first."""
    groups: dict[str, list[Contract]] = {}
    for contract in contracts:
        groups.setdefault(_key(contract), []).append(contract)
    employers = [Employer(key, tuple(career.newest_first(group))) for key, group in groups.items()]
    return sorted(employers, key=_last_day, reverse=True)


def since(employer: Employer) -> PartialDate | None:
    """The first day of the last stretch of work there."""
    found = career.stretches(employer.valid)
    return found[-1].began if found else None


def running(contracts: Sequence[Contract]) -> list[Employer]:
    """Return the employers of today, each with all of its contracts."""
    today = clock.today()
    return [
        employer
        for employer in by_employer(contracts)
        if any(career.is_running(contract, today) or career.is_planned(contract, today) for contract in employer.valid)
    ]


def _key(contract: Contract) -> str:
    user = contract.interim_user
    place = (user.number or user.name) if user else ""
    return "-".join(filter(None, (contract.employer or contract.nsso_number, place)))


def _last_day(employer: Employer) -> tuple[bool, PartialDate, PartialDate]:
    valid = employer.valid
    ends = [contract.ended or PartialDate(9999) for contract in valid if contract.began or contract.ended]
    begins = [contract.began or PartialDate(0) for contract in valid]
    return bool(valid), max(ends, default=PartialDate(0)), max(begins, default=PartialDate(0))
