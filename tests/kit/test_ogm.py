"""The structured payment reference: the vectors of contracts/ebox.md B.3, and python-stdnum as a second opinion."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.be import ogm_vcs

from burgerprofiel.kit.ogm import PaymentReference


@pytest.mark.parametrize(("number", "check"), [(108068171, "83"), (909337554, "93"), (97, "97")])
def test_the_vectors_of_the_contract_hold(number: int, check: str) -> None:
    assert PaymentReference.of(number).digits == f"{number:010}{check}"


def test_the_printed_form_is_read_and_given_back() -> None:
    reference = PaymentReference.parse("+++010/8068/17183+++")
    assert reference == PaymentReference.parse("***010/8068/17183***") == PaymentReference("010806817183")
    assert str(reference) == "+++010/8068/17183+++"


@pytest.mark.parametrize("text", ["010806817184", "000000009700", "10806817183", "+++010/8068/1718x+++", ""])
def test_what_is_no_reference_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="structured payment reference"):
        PaymentReference.parse(text)


@pytest.mark.parametrize("number", [-1, 10**10])
def test_a_number_that_does_not_fit_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="at most 10 digits"):
        PaymentReference.of(number)


@given(st.integers(0, 10**10 - 1))
def test_stdnum_agrees_about_every_reference(number: int) -> None:
    reference = PaymentReference.of(number)
    assert ogm_vcs.is_valid(reference.digits) or number == 0  # stdnum knows no reference of zeros
    assert PaymentReference.parse(str(reference)) == reference


@given(st.integers(1, 10**10 - 1), st.integers(0, 99))
def test_stdnum_agrees_about_all_check_digits(number: int, check: int) -> None:
    digits = f"{number:010}{check:02}"
    try:
        ours = bool(PaymentReference(digits))
    except ValueError:
        ours = False
    assert ours == ogm_vcs.is_valid(digits)
