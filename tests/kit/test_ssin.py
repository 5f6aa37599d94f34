"""The national number: the vectors of contracts/ebox.md B.1, and python-stdnum as a second opinion."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.be import ssn

from burgerprofiel.kit import clock
from burgerprofiel.kit.ssin import Ssin, stands_in

VALID = {
    "53480200724": "bis",
    "81050003552": "national",
    "81000003517": "national",
    "00003241778": "national",
    "92200006963": "bis",
    "92400006909": "bis",
    "80240199943": "bis",
    "19082416188": "national",
    "19282416134": "bis",
    "85073003328": "national",
    "17073003384": "national",
    "98472899765": "bis",
    "01490700185": "bis",
}
INVALID = {
    "81050103521": "checksum",
    "81130103578": "month 13",
    "81023003522": "30 February, and its checksum",
    "81043103522": "31 April, and its checksum",
    "47060200096": "counter 000",
    "99020299964": "counter 999, and not BIS",
    "71022722580": "printed in documents, but not valid",
    "84022711080": "printed in documents, but not valid",
    "12345678901": "checksum",
    "": "nothing",
    "8507300332": "ten digits",
    "850730033280": "twelve digits",
    "٨٥٠٧٣٠٠٣٣٢٨": "digits of another script",
}


def made(first_nine: str, *, century: str = "") -> str:
    """A number with the right check digits."""
    return f"{first_nine}{97 - int(century + first_nine) % 97:02}"


@pytest.mark.parametrize(("digits", "kind"), VALID.items())
def test_the_valid_vectors_of_the_contract_are_accepted(digits: str, kind: str) -> None:
    assert Ssin(digits).digits == digits
    assert Ssin(digits).kind == kind


@pytest.mark.parametrize("digits", INVALID, ids=INVALID.values())
def test_the_invalid_vectors_of_the_contract_are_refused(digits: str) -> None:
    with pytest.raises(ValueError):
        Ssin(digits)


def test_the_printed_form_is_read_and_given_back() -> None:
    assert Ssin(" 85.07.30-033.28 ").digits == "85073003328"
    assert Ssin("85073003328").formatted == "85.07.30-033.28"


@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.integers(1, 998), st.sampled_from([0, 20, 40]))
def test_whatever_a_register_issues_is_accepted_and_stdnum_agrees(born: date, counter: int, offset: int) -> None:
    first_nine = f"{born:%y}{born.month + offset:02}{born.day:02}{counter:03}"
    digits = made(first_nine, century="2" if born.year >= 2000 else "")
    assert Ssin(digits).digits == ssn.validate(digits)
    assert Ssin(ssn.format(digits)) == Ssin(digits)


@given(st.from_regex(r"\A\d{2}[0-5]\d[0-3]\d{4}\Z"), st.booleans())
def test_what_we_accept_stdnum_accepts_except_test_numbers(first_nine: str, recent: bool) -> None:
    digits = made(first_nine, century="2" if recent else "")
    try:
        ours = Ssin(digits)
    except ValueError:
        return
    assert ssn.is_valid(ours.digits)


@given(st.sampled_from(sorted(VALID)), st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_never_keeps_the_check_digits_right_in_the_same_century(
    digits: str, at: int, more: int
) -> None:
    wrong = digits[:at] + str((int(digits[at]) + more) % 10) + digits[at + 1 :]
    for century in ("", "2"):
        right_before = (int(century + digits[:9]) + int(digits[9:])) % 97 == 0
        right_after = (int(century + wrong[:9]) + int(wrong[9:])) % 97 == 0
        assert not (right_before and right_after)


@given(st.integers(0, 99), st.integers(60, 72), st.integers(0, 99), st.integers(0, 999), st.booleans())
def test_test_numbers_are_valid_whatever_date_they_seem_to_hold_and_stdnum_refuses_them(
    year: int, month: int, day: int, counter: int, recent: bool
) -> None:
    digits = made(f"{year:02}{month}{day:02}{counter:03}", century="2" if recent else "")
    assert Ssin(digits).kind == "test"
    assert not ssn.is_valid(digits)


@pytest.mark.parametrize("first_nine", ["810230035", "810431035", "470602000", "990202999"])
def test_stdnum_is_milder_than_the_contract_about_dates_that_never_were_and_counters(first_nine: str) -> None:
    digits = made(first_nine)
    assert ssn.is_valid(digits)
    with pytest.raises(ValueError):
        Ssin(digits)


_NO_MONTHS = st.integers(13, 19) | st.integers(33, 39) | st.integers(53, 59) | st.integers(73, 79) | st.integers(93, 99)


@given(_NO_MONTHS, st.integers(1, 998))
def test_other_months_do_not_exist(month: int, counter: int) -> None:
    first_nine = f"85{month}01{counter:03}"
    for digits in (made(first_nine), made(first_nine, century="2")):
        with pytest.raises(ValueError):
            Ssin(digits)


def test_a_birth_in_the_future_is_refused_until_it_comes() -> None:
    digits = made("250615001", century="2")
    assert (int(digits[:9]) + int(digits[9:])) % 97, "it must not hold for 1925 too"
    with pytest.raises(ValueError), clock.frozen_at(datetime(2025, 6, 14, tzinfo=UTC)):
        Ssin(digits)
    with clock.frozen_at(datetime(2025, 6, 15, tzinfo=UTC)):
        assert Ssin(digits).digits == digits


def test_the_number_does_not_show_itself() -> None:
    ssin = Ssin("85073003328")
    for shown in (str(ssin), repr(ssin), f"{ssin}", repr([ssin]), json.dumps({"who": str(ssin)})):
        assert "033" not in shown


@given(st.sampled_from(sorted(VALID)), st.sampled_from(sorted(VALID)))
def test_numbers_are_equal_when_their_digits_are(one: str, other: str) -> None:
    assert (Ssin(one) == Ssin(other)) == (one == other)
    assert len({Ssin(one), Ssin(other)}) == len({one, other})


def test_a_bis_number_made_into_a_test_number_is_a_test_number() -> None:
    assert Ssin("62810599842").kind == "test"


@pytest.mark.parametrize(
    "text",
    [
        "85073003328",
        "Dossier 85.07.30-033.28 van Jan",
        "brief_85073003328.pdf",
        "2026/85 07 30 033 28",
        "850730–03328!",
    ],
)
def test_a_number_in_a_text_is_found_however_it_is_written(text: str) -> None:
    assert stands_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Auto",
        "85073003329",
        "185073003328",
        "850730033281",
        "BE68 5390 0754 7034",
        "+32 475 00 00 83",
        "2026-0500064",
        "090/9337/55493",
        "85-07",
    ],
)
def test_other_numbers_are_not_taken_for_it(text: str) -> None:
    assert not stands_in(text)


@given(st.text(max_size=40), st.sampled_from(sorted(VALID)), st.text(max_size=40))
def test_words_around_a_number_do_not_hide_it(before: str, digits: str, after: str) -> None:
    assert stands_in(f"{before}x{digits}x{after}")
