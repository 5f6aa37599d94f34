"""How long a text is on a phone, and how it is kept short without other words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.kit.post.septets import BASIC, EXTENSION, Length, fitted, length, slim

GSM = st.text(st.sampled_from(sorted(BASIC)), max_size=700)
ANY_GSM = st.text(st.sampled_from(sorted(BASIC | EXTENSION)), max_size=700)
ANYTHING = st.text(st.characters(codec="utf-8"), max_size=400) | st.text(st.sampled_from("aeë€’ é–…😀ïA"), max_size=400)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Length("gsm7", 0, 0)),
        ("a" * 160, Length("gsm7", 160, 1)),
        ("a" * 161, Length("gsm7", 161, 2)),
        ("a" * 306, Length("gsm7", 306, 2)),
        ("a" * 307, Length("gsm7", 307, 3)),
        ("€" * 80, Length("gsm7", 160, 1)),
        ("€" * 81, Length("gsm7", 163, 2)),
        ("ë" * 70, Length("ucs2", 70, 1)),
        ("ë" * 71, Length("ucs2", 71, 2)),
        ("ë" * 134, Length("ucs2", 134, 2)),
        ("ë" * 135, Length("ucs2", 135, 3)),
        ("😀" * 35, Length("ucs2", 70, 1)),
        ("😀" * 36, Length("ucs2", 73, 2)),
    ],
)
def test_the_table_of_the_standard(text: str, expected: Length) -> None:
    assert length(text) == expected


def test_the_alphabet_has_the_size_of_the_standard() -> None:
    assert len(BASIC) == 127, "128 with the escape to the extension"
    assert not BASIC & EXTENSION


@given(GSM)
def test_without_the_extension_segments_follow_from_the_number_of_signs(text: str) -> None:
    found = length(text)
    assert found.units == len(text)
    assert found.segments == (1 if 0 < len(text) <= 160 else -(-len(text) // 153))


@given(ANY_GSM, ANY_GSM)
def test_a_longer_text_never_costs_less(one: str, other: str) -> None:
    assert length(one + other).segments >= length(one).segments


@given(ANYTHING)
def test_segments_hold_what_is_counted(text: str) -> None:
    found = length(text)
    assert found.left >= 0
    assert length(text + "a" * found.left).segments <= max(1, found.segments)


@given(ANYTHING)
def test_slim_saves_or_leaves_as_it_is(text: str) -> None:
    assert slim(text) == text or length(slim(text)).segments < length(text).segments
    assert slim(slim(text)) == slim(text)


@given(ANYTHING, st.integers(1, 4))
def test_what_is_fitted_fits(text: str, segments: int) -> None:
    assert length(fitted(text, segments)).segments <= segments


@pytest.mark.parametrize(
    ("text", "alphabet"),
    [
        ("Zoë, uw dossier “Renovatiepremie” is gewijzigd – kijk in Mijn Burgerprofiel onder Meldingen.", "gsm7"),
        ("Zoë", "ucs2"),
        ("Ελένη " * 20, "ucs2"),
    ],
)
def test_accents_go_only_when_that_saves_a_segment(text: str, alphabet: str) -> None:
    assert length(slim(text)).alphabet == alphabet


def test_words_are_not_cut() -> None:
    assert fitted("woord " * 100, 1).endswith("woord...")
