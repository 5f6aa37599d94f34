"""The code in each e-mail: only we can make one, and it is read as people type it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.kit.letters import proof
from burgerprofiel.kit.letters.topics import Topic

DAY = date(2026, 3, 14)
CODE = st.builds(
    proof.written,
    st.sampled_from(Topic),
    st.dates(date(2025, 1, 1), date(2100, 1, 1)),
    st.emails(),
)


@given(st.sampled_from(Topic), st.dates(date(2025, 1, 1), date(2100, 1, 1)), st.emails())
def test_what_was_written_is_read(topic: Topic, day: date, address: str) -> None:
    found = proof.read(proof.written(topic, day, address))
    assert found
    assert (found.topic, found.day) == (topic, day)
    assert found.went_to(address.upper())


@given(CODE, st.data())
def test_blanks_dashes_small_letters_and_lookalikes_are_forgiven(code: str, data: st.DataObject) -> None:
    typed = "".join(data.draw(st.sampled_from(["", " ", "-", "\u00a0"])) + sign for sign in code.replace("-", ""))
    typed = typed.replace("0", data.draw(st.sampled_from("0Oo"))).replace("1", data.draw(st.sampled_from("1IiLl")))
    typed = data.draw(st.sampled_from([str.lower, str.upper, str]))(typed)
    around = data.draw(st.sampled_from(["{}", "Code van deze e-mail: {}", "  {}\n", "Is dit echt? {} – Zonnegem"]))
    assert proof.read(around.format(typed.strip())) == proof.read(code)


@given(CODE, st.integers(0, 15), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_other_sign_and_it_is_not_ours(code: str, place: int, sign: str) -> None:
    plain = code.replace("-", "")
    other = plain[:place] + sign + plain[place + 1 :]
    assert (proof.read(other) is None) == (other != plain)


@given(st.text(max_size=200))
def test_nonsense_is_not_ours(text: str) -> None:
    assert proof.read(text) is None


def test_a_code_is_found_in_a_whole_e_mail_and_not_in_a_megabyte() -> None:
    code = proof.written(Topic.MAIL, DAY, "noor@post.example")
    words = "Dag Noor, er is nieuwe post voor u in uw brievenbus. " * 20
    assert proof.read(f"{words}\n\nCode: {code}\n{words}")
    assert proof.read("a" * 1_000_000 + code) is None


@pytest.mark.parametrize("other", ["jozef@post.example", "", "noor@post.example.be"])
def test_it_says_of_no_other_address_that_it_went_there(other: str) -> None:
    found = proof.read(proof.written(Topic.MAIL, DAY, "noor@post.example"))
    assert found
    assert not found.went_to(other)


def test_the_same_letter_on_another_day_has_another_code() -> None:
    codes = {proof.written(Topic.MAIL, DAY + timedelta(days=each), "noor@post.example") for each in range(30)}
    assert len(codes) == 30
