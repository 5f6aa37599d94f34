"""Who has an itsme account: those of the cast of 16 and older, and two that should not get far."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.simulators.card_reader.authority import Subject
from burgerprofiel.simulators.card_reader.holders import Defect, holders
from burgerprofiel.simulators.magda.cast import BY_SLUG

CODE = "12345"
"""The itsme code of everybody."""
SHOWN = 12


class Oddity(StrEnum):
    """What is strange about an account."""

    NONE = ""
    YOUNG = "young"
    """Of somebody under 16, whom the real itsme would not have."""
    DUTCH = "dutch"
    """Made with a Dutch document: there is no Belgian national number."""


class Account(NamedTuple):
    """An account and the phone it is on."""

    id: str
    phone: str
    subject: Subject
    oddity: Oddity = Oddity.NONE

    @property
    def name(self) -> str:
        """As the app shows it."""
        return f"{self.subject.given.split(' ')[0]} {self.subject.family}"


@lru_cache(maxsize=1)
def accounts() -> dict[str, Account]:
    """Return everybody's account by its id."""
    return {account.id: account for account in _all()}


def find(text: str) -> list[Account]:
    """Return the accounts of which name or phone holds every word."""
    words = text.casefold().split()
    return [each for each in accounts().values() if all(word in _searched(each) for word in words)]


def _searched(account: Account) -> str:
    given, family = account.subject.given, account.subject.family
    return f"{given} {family} {account.phone} {account.phone.replace(' ', '')} {account.subject.ssin}".casefold()


def _all() -> Iterator[Account]:
    young, cast = BY_SLUG["lotte"], BY_SLUG["emma"]
    for number, holder in enumerate(each for each in holders() if each.defect is Defect.NONE):
        oddity = Oddity.YOUNG if holder.subject.ssin == young.ssin else Oddity.NONE
        yield _account(number, holder.subject, oddity)
    yield _account(99, Subject(cast.ssin, "Daan", "de Vries"), Oddity.DUTCH)


def _account(number: int, subject: Subject, oddity: Oddity) -> Account:
    Ssin(subject.ssin)
    known = hashlib.sha256(f"{subject.given} {subject.ssin}".encode()).hexdigest()
    return Account(known[:16], f"0470 {number // 100:02} 00 {number % 100:02}", subject, oddity)
