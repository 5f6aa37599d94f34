"""Pieces of a card that only benefits and taxes have: addresses, points of care, national numbers, codes in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services.disability_care import Sum
from burgerprofiel.sources.facts import Address, Quantity, Secret, Value
from burgerprofiel.sources.themes import values


def told(table: Mapping[str, str], code: str, otherwise: str) -> str:
    """Return the words for `code` in the reader's language, else what the source wrote, else the code."""
    return _(table[code]) if code in table else otherwise or code


def address(lines: tuple[str, ...]) -> Address | None:
    """Return an address."""
    return Address(lines) if lines else None


def sum_of(value: Sum) -> Value | None:
    """Return an amount in euros; without one, in points of care."""
    return values.amount(value.euro) or points_of(value)


def points_of(value: Sum) -> Quantity | None:
    """Return the points of care of an amount."""
    return values.quantity(value.points, _("care points"))


def secret(number: str) -> Secret | None:
    """Return somebody else's national number as on paper; another text as the source wrote it."""
    try:
        return Secret(Ssin(number).formatted, other=True)
    except ValueError:
        return Secret(number) if number else None
