"""Child benefit (Groeipakket): for which children it is paid, to whom, by which fund, since when and until when.

The answer names months and kinds of payment; it holds no amounts.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services import lenient
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Origin, Service


class Payment(msgspec.Struct, frozen=True):
    """A kind of payment over a number of months. `name` is the source's own (Dutch) word for `code`."""

    code: str
    name: str
    begin: PartialDate | None
    end: PartialDate | None
    recipients: tuple[str, ...] = ()
    """National numbers of who receives it; the source says so for children only."""


class Bonus(msgspec.Struct, frozen=True):
    """A payment made once, such as the starting amount at a birth."""

    code: str
    name: str
    paid_on: PartialDate | None


class Child(msgspec.Struct, frozen=True):
    """A child for whom child benefit is or was paid."""

    ssin: str
    payments: tuple[Payment, ...]


class Recipient(msgspec.Struct, frozen=True):
    """Somebody who receives or received child benefit."""

    ssin: str
    payments: tuple[Payment, ...]
    bonuses: tuple[Bonus, ...]


class BenefitFile(msgspec.Struct, frozen=True):
    """The file of one child benefit fund. `region` is the source's name (`VLAANDEREN`), `fund` a CBE number."""

    region: str
    holder: str
    fund: str
    recipients: tuple[Recipient, ...]
    children: tuple[Child, ...]


class ChildBenefits(msgspec.Struct, frozen=True):
    """Every file in which the citizen occurs, as child or as recipient."""

    files: tuple[BenefitFile, ...]


def parse(inhoud: Node) -> ChildBenefits | None:
    """Return the files, or None when there are none."""
    files = tuple(_file(node) for node in inhoud.all("KindVoordelen/KindVoordeel"))
    return ChildBenefits(files) if files else None


def subjects(inhoud: Node) -> Sequence[str]:
    """Parents and children: an answer about a family is about each of them."""
    return [
        ssin
        for path in ("INSZ", "Begunstigden/Begunstigde/INSZ", "Kinderen/Kind/INSZ")
        for ssin in inhoud.texts(f"KindVoordelen/KindVoordeel/{path}")
    ]


def _file(node: Node) -> BenefitFile:
    return BenefitFile(
        region=node.text("Bron"),
        holder=node.text("INSZ"),
        fund=node.text("KindVoordeelFonds/Ondernemingsnummer"),
        recipients=tuple(
            Recipient(each.text("INSZ"), _payments(each), _bonuses(each))
            for each in node.all("Begunstigden/Begunstigde")
        ),
        children=tuple(Child(each.text("INSZ"), _payments(each)) for each in node.all("Kinderen/Kind")),
    )


def _payments(node: Node) -> tuple[Payment, ...]:
    return tuple(
        Payment(
            code=each.text("Categorie/Code"),
            name=each.text("Categorie/Omschrijving"),
            begin=lenient.day(each, "Periode/BeginMaand"),
            end=lenient.day(each, "Periode/EindeMaand"),
            recipients=each.texts("Begunstigden/Begunstigde"),
        )
        for each in node.all("Betalingsperiodes/Betalingsperiode")
    )


def _bonuses(node: Node) -> tuple[Bonus, ...]:
    return tuple(
        Bonus(each.text("Categorie/Code"), each.text("Categorie/Omschrijving"), lenient.day(each, "Betalingsdatum"))
        for each in node.all("Bonussen/Bonus")
    )


SERVICE = Service(
    name="GeefKindVoordelen",
    version="02.00.0000",
    domain="Gezin",
    namespace="http://webservice.geefkindvoordelendienst-02_00.gezin-02_00.vip.vlaanderen.be",
    origin=Origin.GROEIPAKKET,
    result=ChildBenefits,
    parse=parse,
    subjects=subjects,
)
