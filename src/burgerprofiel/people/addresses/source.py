"""The contract of whoever finds addresses: one question, at most `MOST` answers, the best first."""

from __future__ import annotations

from typing import Protocol

from burgerprofiel.people.addresses.address import Address, Question

MOST = 10


class UnavailableError(Exception):
    """The source did not answer, or not usably. Says nothing about the address."""


class Source(Protocol):
    """A way to find addresses."""

    def find(self, question: Question) -> list[Address]:
        """Return the addresses that fit, the best first, each once. Raises UnavailableError."""
        ...
