"""A payment as the contract writes it and as we keep it: doubles there, here whole cents (contracts/ebox.md A.4)."""

from __future__ import annotations

import re
from datetime import UTC
from decimal import Decimal

from burgerprofiel.kit.iban import Iban
from burgerprofiel.kit.ogm import PaymentReference
from burgerprofiel.mailbox.payments import Payment
from burgerprofiel.mailbox.publishing.refusals import Flaw
from burgerprofiel.mailbox.registry.publish import shapes

MOST = Decimal(999_999_999)
"""Largest amount, in the currency's unit."""
EARLIEST, LATEST = 2000, 2200
"""Years between which everything is to be paid."""
_CURRENCY = re.compile("[A-Z]{3}", re.ASCII)
_BIC = re.compile("[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?", re.ASCII)
_STRUCTURED = re.compile(r"[+*]{3}.*|\d{12}", re.ASCII)
_LONGEST = 140
"""Characters of a free reference: as many as a transfer takes."""


def payment(told: shapes.Payment, wrong: list[Flaw]) -> Payment | None:
    """Return what there is to pay; what is wrong is added to `wrong`."""
    before = len(wrong)
    cents, vat = _cents(told.amount, "amount", wrong), _cents(told.vat_amount, "vatAmount", wrong)
    iban, reference = _iban(told.iban, wrong), _reference(told.reference, wrong)
    if not _CURRENCY.fullmatch(told.currency):
        wrong.append(_flaw("currency", "A currency is three letters (ISO 4217)."))
    if told.bic and not _BIC.fullmatch(told.bic):
        wrong.append(_flaw("bic", "This is not a BIC (ISO 9362)."))
    if not EARLIEST <= told.due_date.year <= LATEST:
        wrong.append(_flaw("dueDate", f"A due date lies between the years {EARLIEST} and {LATEST}."))
    if cents + vat == 0:
        wrong.append(_flaw("amount", "There is nothing to pay."))
    if len(wrong) > before:
        return None
    return Payment(
        id=told.payment_data_id,
        cents=cents,
        vat_cents=vat,
        currency=told.currency,
        iban=iban,
        bic=told.bic,
        reference=reference,
        due=told.due_date.astimezone(UTC),
    )


def _cents(amount: Decimal, name: str, wrong: list[Flaw]) -> int:
    if not amount.is_finite() or not 0 <= amount <= MOST or amount * 100 != int(amount * 100):
        wrong.append(_flaw(name, f"An amount lies between 0 and {MOST} and has at most two decimals."))
        return 1
    return int(amount * 100)


def _iban(text: str, wrong: list[Flaw]) -> str:
    try:
        return Iban.parse(text).characters
    except ValueError as error:
        wrong.append(_flaw("iban", str(error)))
        return ""


def _reference(told: shapes.Reference, wrong: list[Flaw]) -> str:
    """Return a structured reference as its digits, which must hold; any other text as it is."""
    text = told if isinstance(told, str) else told.get("value", "")
    if isinstance(told, dict) and told.keys() - {"value"}:
        wrong.append(_flaw("reference", "A reference is a text, or an object with the text as its “value”."))
    if len(text) > _LONGEST or "\x00" in text:
        wrong.append(_flaw("reference", f"A reference has at most {_LONGEST} characters."))
    if not _STRUCTURED.fullmatch(text):
        return text
    try:
        return PaymentReference.parse(text).digits
    except ValueError as error:
        wrong.append(_flaw("reference", str(error)))
        return ""


def _flaw(name: str, sentence: str) -> Flaw:
    return Flaw(f"paymentData.{name}", sentence, "invalidStructure")
