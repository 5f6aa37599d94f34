"""Money is a whole number of cents. Shown as `€ 1.234,56`."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

import msgspec


class Money(msgspec.Struct, frozen=True, order=True):
    """An amount in euro cents."""

    cents: int

    @classmethod
    def euros(cls, text: str | Decimal) -> Money:
        """Read an amount in euros (`1234.56`, `1234,56`), rounded to the cent. Raises ValueError."""
        try:
            amount = text if isinstance(text, Decimal) else Decimal(text.strip().replace(",", "."))
            return cls(int((amount * 100).to_integral_value(ROUND_HALF_UP)))
        except (InvalidOperation, OverflowError) as error:
            raise ValueError("This is not an amount.") from error

    @property
    def amount(self) -> Decimal:
        """The amount in euros, with two decimals."""
        return Decimal(self.cents).scaleb(-2)
