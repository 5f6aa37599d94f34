"""Money is whole cents, whatever way an amount was written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.kit.money import Money

cents = st.integers(-(10**15), 10**15)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1234.56", 123456),
        ("1234,56", 123456),
        (" 0,5 ", 50),
        ("-3", -300),
        ("0.005", 1),
        ("-0.005", -1),
        ("0.004999", 0),
    ],
)
def test_amounts_are_read_to_the_cent(text: str, read: int) -> None:
    assert Money.euros(text) == Money(read)


@pytest.mark.parametrize("text", ["", "free", "1.234,56", "NaN", "Infinity", "1,2,3"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Money.euros(text)


@given(cents)
def test_no_cent_is_lost_on_the_way(amount: int) -> None:
    money = Money(amount)
    assert Money.euros(money.amount) == Money.euros(str(money.amount)) == money
    assert money.amount * 100 == Decimal(amount)


@given(cents, cents)
def test_money_orders_by_amount(one: int, other: int) -> None:
    assert (Money(one) < Money(other)) == (one < other)
