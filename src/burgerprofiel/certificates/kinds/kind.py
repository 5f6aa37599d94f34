"""A kind of certificate: what it says, from whose answer, for what it is useful, and how long it counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import translation

from burgerprofiel.certificates.content import Part
from burgerprofiel.sources.service import Answers, Service

LANGUAGES = ("nl", "fr", "de", "en")
"""In which every kind can be had."""


@dataclass(frozen=True)
class Kind:
    """One kind of the catalogue. Texts are in the reader's language when they are called for."""

    key: str
    """Stands in addresses and in the data: never changes."""
    product: str
    """Number of the product in the catalogue of public services (IPDC)."""
    theme: str
    """Key of the theme (`people.mandates.scopes`): who acts under a mandate for it may have this certificate."""
    title: Callable[[], str]
    explanation: Callable[[], str]
    """What it shows and when one needs it: for the citizen."""
    statement: Callable[[], str]
    """What it attests: for who reads the certificate."""
    nothing: Callable[[], str]
    """Why there is nothing to certify, when the source has nothing."""
    service: Service[Any]
    """Whose answer it is made of."""
    build: Callable[[Answers], tuple[Part, ...]]
    """The facts, from answers in which that of `service` is data; none: there is nothing to certify."""
    beside: tuple[Service[Any], ...] = ()
    """Whose answers make it fuller; without them it can be made all the same."""
    days: int | None = None
    """How many days it counts after the day of issue; None: without end."""

    @property
    def services(self) -> tuple[Service[Any], ...]:
        """Every service that is asked for it."""
        return (self.service, *self.beside)

    @property
    def titles(self) -> dict[str, str]:
        """The title in each language."""
        told = {}
        for language in LANGUAGES:
            with translation.override(language):
                told[language] = self.title()
        return told

    def valid_until(self, issued_on: date) -> date | None:
        """Return the last day on which one of this day counts."""
        return None if self.days is None else issued_on + timedelta(days=self.days)
