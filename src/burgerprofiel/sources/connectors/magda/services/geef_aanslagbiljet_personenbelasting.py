"""The tax assessment (aanslagbiljet): what the tax administration settled for one year of income.

Amounts travel as whole cents without a sign for the decimals (`3758645` is € 37.586,45). A code has a letter for the
person (A the declarant, B the partner, C both) and the number of the tax administration.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from burgerprofiel.kit import clock
from burgerprofiel.kit.money import Money
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services import lenient
from burgerprofiel.sources.node import Node
from burgerprofiel.sources.service import Answers, Children, Origin, Service

_BILL = "AanslagbiljetPersonenbelasting"


class TaxItem(msgspec.Struct, frozen=True):
    """One line of the assessment. `amount` is None when the source wrote no number; `text` is what it wrote."""

    code: str
    amount: Money | None
    text: str


class TaxAssessment(msgspec.Struct, frozen=True):
    """The assessment of one income year. `role` is the person's code on it (`A` declarant), `article` its number."""

    income_year: int | None
    article: str
    role: str
    role_name: str
    items: tuple[TaxItem, ...]


def parse(inhoud: Node) -> TaxAssessment | None:
    """Return the assessment, or None when there is none."""
    bill = inhoud.one(_BILL)
    if bill is None:
        return None
    return TaxAssessment(
        income_year=lenient.count(bill, "Inkomensjaar"),
        article=bill.text("Artikelnummer"),
        role=bill.text("GevraagdePersoon/FiscaleStatus/Code"),
        role_name=bill.text("GevraagdePersoon/FiscaleStatus/Omschrijving"),
        items=tuple(_item(node) for node in bill.all("Items/Item")),
    )


def _item(node: Node) -> TaxItem:
    cents = lenient.count(node, "Waarde")
    return TaxItem(node.text("Code"), None if cents is None else Money(cents), node.text("Waarde"))


def subjects(inhoud: Node) -> Sequence[str]:
    """The assessment names the person asked about."""
    return inhoud.texts(f"{_BILL}/GevraagdePersoon/INSZ")


def newest_income_year() -> int:
    """The newest year for which (practically) everybody has an assessment: the last two years are still being settled.

    An assessment may come until 30 June of the second year after the income (WIB 92 art. 353, 359). Asking a newer
    year would tell many people that there is nothing.
    """
    return clock.today().year - 2


def question(ssin: Ssin, _given: Answers) -> Children:
    """Ask for the newest income year; without a year MAGDA answers 45008."""
    return [
        ("Criteria", [("INSZ", ssin.digits), ("Inkomensjaar", str(newest_income_year()))]),
        ("Bron", "FODFIN"),
        ("Taal", "nl"),
    ]


SERVICE = Service(
    name="GeefAanslagbiljetPersonenbelasting",
    version="02.00.0000",
    domain="Inkomen",
    namespace="http://webservice.geefaanslagbiljetpersonenbelastingdienst-02_00.inkomen-02_00.vip.vlaanderen.be",
    origin=Origin.FOD_FINANCIEN,
    result=TaxAssessment,
    parse=parse,
    subjects=subjects,
    question=question,
)
