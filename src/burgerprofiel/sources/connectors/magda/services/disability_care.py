"""Parts that recur in the full disability file of the VAPH: who wrote or gives something, amounts, agreements."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from burgerprofiel.kit.money import Money
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services import lenient
from burgerprofiel.sources.node import Node


class Organisation(msgspec.Struct, frozen=True):
    """A care provider or a team that writes reports. `address` has the lines of an envelope."""

    name: str
    address: tuple[str, ...]


class Report(msgspec.Struct, frozen=True):
    """A report: who made it and when it was sent."""

    author: Organisation
    sent: PartialDate | None


class Sum(msgspec.Struct, frozen=True):
    """An amount in euros, in points of care, or both."""

    euro: Money | None
    points: Decimal | None


class Agreement(msgspec.Struct, frozen=True):
    """An agreement with a care provider."""

    kind: str
    provider: Organisation
    begin: PartialDate | None
    end: PartialDate | None
    amount: Sum
    care_points: Sum


def read_address(node: Node | None) -> tuple[str, ...]:
    """Return the lines of an `adres`: street and number, postcode and municipality, country."""
    if node is None:
        return ()
    box = node.text("busnummer")
    street = (node.text("straat/naam"), node.text("huisnummer"), f"bus {box}" if box else "")
    place = (node.text("gemeente/postcode"), node.text("gemeente/naam"))
    lines = (" ".join(filter(None, street)), " ".join(filter(None, place)), node.text("land/naam"))
    return tuple(filter(None, lines))


def read_organisation(node: Node | None) -> Organisation:
    """Read who an element is about."""
    return Organisation(node.text("naam"), read_address(node.one("adres"))) if node else Organisation("", ())


def read_report(node: Node | None) -> Report | None:
    """Read a `verslag`."""
    if node is None:
        return None
    return Report(read_organisation(node.one("mdtVerslagNemer")), lenient.day(node, "verzendingsdatum"))


def read_sum(node: Node, path: str) -> Sum:
    """Read an amount in euros and points."""
    return Sum(lenient.euros(node, f"{path}/euro"), lenient.number(node, f"{path}/punten"))


def read_agreement(node: Node) -> Agreement:
    """Read an `overeenkomstenItem`."""
    return Agreement(
        kind=node.text("type/omschrijving"),
        provider=read_organisation(node.one("zorgaanbieder")),
        begin=lenient.day(node, "startdatum"),
        end=lenient.day(node, "einddatum"),
        amount=read_sum(node, "bedrag"),
        care_points=read_sum(node, "zorgpunten"),
    )
