"""Enterprise and establishment numbers: the vectors of contracts/ebox.md B.2, and python-stdnum as a second opinion."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.be import vat

from burgerprofiel.kit.cbe import CbeNumber, EstablishmentNumber, on_paper

VALID = ("0884303369", "0406798006", "0206731645", "0202239951", "0474028805", "0852093431")


def made(first_eight: int) -> str:
    """A number with the right check digits."""
    return f"{first_eight:08}{97 - first_eight % 97:02}"


@pytest.mark.parametrize("digits", VALID)
def test_the_valid_vectors_of_the_contract_are_accepted(digits: str) -> None:
    assert CbeNumber(digits).digits == digits


@pytest.mark.parametrize(
    "digits", ["0123456789", "0884303368", "884303369", "2884303369", "08843033690", "", "O884303369"]
)
def test_what_is_no_enterprise_number_is_refused(digits: str) -> None:
    with pytest.raises(ValueError, match="enterprise number"):
        CbeNumber(digits)


def test_the_printed_forms_are_read_and_given_back() -> None:
    for text in ("0884.303.369", "BE 0884.303.369", "BE0884303369"):
        assert CbeNumber.parse(text) == CbeNumber("0884303369")
    assert str(CbeNumber("0884303369")) == "0884.303.369"
    assert CbeNumber("0884303369").vat == "BE0884303369"


@given(st.integers(1, 19_999_999))
def test_stdnum_agrees_about_enterprises(first_eight: int) -> None:
    number = CbeNumber(made(first_eight))
    assert vat.validate(number.vat) == number.digits
    assert CbeNumber.parse(str(number)) == number


@given(st.from_regex(r"\A[01]\d{9}\Z").filter(lambda digits: digits != "0" * 10))
def test_stdnum_agrees_about_every_ten_digits_except_check_digits_00(digits: str) -> None:
    try:
        ours = bool(CbeNumber(digits))
    except ValueError:
        ours = False
    # 97 - (n mod 97) is never 00; stdnum only looks at the sum.
    assert ours == (vat.is_valid(digits) and digits[8:] != "00")


@given(st.integers(20_000_000, 89_999_999))
def test_an_establishment_is_no_enterprise(first_eight: int) -> None:
    number = EstablishmentNumber(made(first_eight))
    assert EstablishmentNumber.parse(str(number)) == number
    with pytest.raises(ValueError, match="enterprise"):
        CbeNumber(number.digits)


def test_a_number_that_was_kept_is_checked_again_when_it_is_read() -> None:
    kept = msgspec.json.encode(CbeNumber("0884303369"))
    assert msgspec.json.decode(kept, type=CbeNumber) == CbeNumber("0884303369")
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(kept.replace(b"69", b"68"), type=CbeNumber)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("0692793497", "0692.793.497"),
        ("456123791", "0456.123.791"),
        ("0123456789", "0123.456.789"),
        ("BE0692793497", "BE0692793497"),
        ("123", "123"),
        ("", ""),
    ],
)
def test_a_number_stands_as_on_paper_and_another_text_as_it_is(written: str, shown: str) -> None:
    assert on_paper(written) == shown
