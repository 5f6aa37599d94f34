"""Account numbers: the vectors of contracts/ebox.md B.3, and python-stdnum as a second opinion."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban as stdnum_iban
from stdnum import numdb
from stdnum.be import iban as belgian

from burgerprofiel.kit.iban import Iban

COUNTRIES = {
    "NL": "ABNA0417164300",
    "DE": "370400440532013000",
    "FR": "20041010050500013M02606",
    "LU": "0019400644750000",
}


def made(country: str, account: str) -> str:
    """An IBAN with the right check digits."""
    return country + stdnum_iban.calc_check_digits(f"{country}00{account}") + account


@pytest.mark.parametrize("text", ["BE72000000001616", "BE32123456789002"])
def test_the_vectors_of_the_contract_are_accepted(text: str) -> None:
    assert Iban(text).characters == text


@pytest.mark.parametrize(("country", "account"), COUNTRIES.items())
def test_accounts_of_the_neighbours_are_accepted(country: str, account: str) -> None:
    assert Iban(made(country, account)).country == country


def test_the_printed_form_is_read_and_given_back() -> None:
    assert Iban.parse("be72 0000 0000 1616") == Iban("BE72000000001616")
    assert str(Iban("BE72000000001616")) == "BE72 0000 0000 1616"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("BE73000000001616", "not a valid IBAN"),
        (made("BE", "000000000017"), "not a valid IBAN"),
        ("BE7200000000161", "has 16 characters"),
        ("ZZ72000000001616", "No IBAN starts"),
        ("", "two letters"),
        ("BEXX000000001616", "two letters"),
        ("be72000000001616", "two letters"),
        ("BE72 0000 0000 1616", "two letters"),
    ],
)
def test_what_is_no_iban_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Iban(text)


@given(st.integers(0, 10**10 - 1))
def test_every_belgian_account_holds_and_stdnum_agrees_where_it_knows_the_bank(number: int) -> None:
    text = made("BE", f"{number:010}{number % 97 or 97:02}")
    assert Iban(text).characters == text
    if belgian.info(text):
        assert belgian.is_valid(text)


@given(st.integers(0, 10**10 - 1), st.integers(1, 96))
def test_the_belgian_check_counts_beside_the_international_one(number: int, off: int) -> None:
    check = ((number % 97 or 97) - 1 + off) % 97 + 1
    with pytest.raises(ValueError, match="not a valid IBAN"):
        Iban(made("BE", f"{number:010}{check:02}"))


@given(st.sampled_from(sorted(COUNTRIES)), st.data())
def test_one_changed_digit_is_found(country: str, data: st.DataObject) -> None:
    text = made(country, COUNTRIES[country])
    at = data.draw(
        st.sampled_from([place for place, character in enumerate(text) if character.isdigit() and place > 3])
    )
    wrong = text[:at] + str((int(text[at]) + data.draw(st.integers(1, 9))) % 10) + text[at + 1 :]
    with pytest.raises(ValueError, match="not a valid IBAN"):
        Iban(wrong)


def test_the_lengths_are_those_of_the_registry_that_stdnum_carries() -> None:
    for _length, _low, _high, details, _children in numdb.get("iban").prefixes:
        country = _low
        structure = details["bban"]
        length = sum(int(part) for part in structure.replace("!n", " ").replace("!a", " ").replace("!c", " ").split())
        assert Iban(made(country, "0" * length)) if country != "BE" else True
