"""What a message asks somebody to pay (C9): whole cents here, never a fraction of one; the contract has doubles."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Payment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An amount to pay, as it is kept, sealed, beside a message (`Message.payment`)."""

    id: str
    """The sender's own name for it (`paymentDataId`)."""
    cents: int
    """VAT not included."""
    vat_cents: int = 0
    currency: str = "EUR"
    iban: str
    """Electronic form, checked."""
    bic: str = ""
    reference: str = ""
    """A structured reference as twelve digits, or any text of the sender's."""
    due: datetime

    @property
    def total(self) -> int:
        """Return what is to be paid, in cents."""
        return self.cents + self.vat_cents
