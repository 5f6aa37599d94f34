"""Whom a program means by a recipient: a national number or an enterprise number, never in an address (A-bis).

v2 writes `{"eboxType", "eboxIdValue"}`, v3 `{"eboxType", "ssin" | "enterpriseNumber"}`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

import msgspec

from burgerprofiel.kit.cbe import CbeNumber
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.mailbox.models.boxes import Kind
from burgerprofiel.organisations import queries as organisations
from burgerprofiel.people import queries as people


class EboxId(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A recipient as either surface writes it."""

    ebox_type: str = msgspec.field(name="eboxType")
    value: str = msgspec.field(name="eboxIdValue", default="")
    ssin: str = ""
    enterprise: str = msgspec.field(name="enterpriseNumber", default="")

    @property
    def number(self) -> Ssin | CbeNumber | None:
        """Whom it names; None: nobody can have this."""
        try:
            if self.ebox_type == Kind.CITIZEN and not self.enterprise:
                return Ssin(self.value or self.ssin)
            if self.ebox_type == Kind.ENTERPRISE and not self.ssin:
                return CbeNumber(self.value or self.enterprise)
        except ValueError:
            return None
        return None


def boxes(named: Iterable[EboxId]) -> Mapping[EboxId, UUID]:
    """Return whose boxes these are, of those we know. A SQL statement for each of them."""
    found = {each: _box(each.number) for each in dict.fromkeys(named)}
    return {each: box_id for each, box_id in found.items() if box_id}


def _box(number: Ssin | CbeNumber | None) -> UUID | None:
    if isinstance(number, Ssin):
        return people.citizen_with(number)
    known = organisations.with_enterprise_number(number.digits) if number else None
    return known.id if known else None
