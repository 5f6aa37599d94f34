"""The code on a certificate: typed in any way it is the same, and a slip never makes another code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.certificates import codes

ANY_CODE = st.builds(lambda _seed: codes.new(), st.integers())
PLACES = st.integers(0, codes.LENGTH - 1)


@given(ANY_CODE)
def test_a_new_code_is_twelve_letters_that_do_not_look_alike(code: str) -> None:
    assert len(code) == 12
    assert set(code) <= set(codes.ALPHABET)
    assert not set(codes.ALPHABET) & set("ILOSU")
    assert codes.read(code) == code


@given(ANY_CODE)
def test_on_paper_it_stands_in_three_groups_of_four(code: str) -> None:
    told = codes.pretty(code)
    assert [len(part) for part in told.split("-")] == [4, 4, 4]
    assert codes.read(told) == code


@given(ANY_CODE, st.randoms())
def test_small_letters_spaces_dashes_and_letters_that_look_alike_are_no_matter(code: str, random: object) -> None:
    typed = code
    for meant, alike in (("0", "o"), ("1", "l"), ("1", "I"), ("5", "s"), ("V", "u")):
        typed = typed.replace(meant, alike, 1)
    typed = f" {typed[:3].lower()} {typed[3:7]}–{typed[7:9]}.{typed[9:].lower()}\u00a0\n"
    assert codes.read(typed) == code


@given(ANY_CODE, PLACES, st.sampled_from(codes.ALPHABET))
def test_one_wrong_letter_is_noticed(code: str, place: int, letter: str) -> None:
    wrong = code[:place] + letter + code[place + 1 :]
    if wrong != code:
        with pytest.raises(codes.NoCodeError):
            codes.read(wrong)


@given(ANY_CODE, PLACES, PLACES)
def test_two_letters_that_changed_places_are_noticed(code: str, one: int, other: int) -> None:
    letters = list(code)
    letters[one], letters[other] = letters[other], letters[one]
    if "".join(letters) != code:
        with pytest.raises(codes.NoCodeError):
            codes.read("".join(letters))


@given(st.text(max_size=40))
def test_any_other_text_is_refused_or_is_a_code(text: str) -> None:
    try:
        assert codes.read(codes.read(text)) == codes.read(text)
    except codes.NoCodeError:
        return


@pytest.mark.parametrize(
    "text", ["", "7K3M", "7K3M-9QXT-2B4", "7K3M-9QXT-2B4F-0000", "７Ｋ３Ｍ９ＱＸＴ２Ｂ４Ｆ", "éééééééééééé"]
)
def test_what_has_another_length_or_other_signs_is_no_code(text: str) -> None:
    with pytest.raises(codes.NoCodeError):
        codes.read(text)


def test_a_thousand_codes_are_a_thousand_codes() -> None:
    assert len({codes.new() for _each in range(1000)}) == 1000
