"""Seals: what was altered or moved does not open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.kit import sealing

KEY = bytes(range(32))


@given(st.binary(max_size=200), st.binary(max_size=40))
def test_what_is_sealed_opens_at_its_place(plain: bytes, place: bytes) -> None:
    assert sealing.unseal(KEY, sealing.seal(KEY, plain, place), place) == plain


@given(st.binary(max_size=40), st.binary(max_size=20), st.binary(max_size=20))
def test_it_opens_at_no_other_place(plain: bytes, place: bytes, other: bytes) -> None:
    sealed = sealing.seal(KEY, plain, place)
    if place != other:
        with pytest.raises(sealing.NotSealedForThisError):
            sealing.unseal(KEY, sealed, other)


@given(st.binary(max_size=40), st.data())
def test_no_byte_of_it_can_be_changed(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(sealing.seal(KEY, plain, b"here"))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(sealing.NotSealedForThisError):
        sealing.unseal(KEY, bytes(sealed), b"here")


@given(st.binary(max_size=40), st.integers(0, 67))
def test_it_does_not_open_when_cut_short(plain: bytes, kept: int) -> None:
    sealed = sealing.seal(KEY, plain, b"here")
    with pytest.raises(sealing.NotSealedForThisError):
        sealing.unseal(KEY, sealed[: min(kept, len(sealed) - 1)], b"here")


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(sealing.NotSealedForThisError):
        sealing.unseal(sealing.new_key(), sealing.seal(KEY, b"plain", b"here"), b"here")


def test_the_same_text_is_never_sealed_alike() -> None:
    assert len({sealing.seal(KEY, b"plain", b"here") for _ in range(100)}) == 100


def test_each_purpose_has_a_key_of_its_own() -> None:
    keys = {sealing.derive(KEY, purpose) for purpose in ("one", "two")} | {KEY, sealing.derive(bytes(32), "one")}
    assert len(keys) == 4
    assert all(len(key) == 32 for key in keys)
    assert sealing.derive(KEY, "one") == sealing.derive(KEY, "one")
