"""A municipality's colours: whatever it chooses, everybody can read the page (WCAG 1.4.3)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burgerprofiel.kit.brand import AA, DARK, LIGHT, Brand, contrast, tokens

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(colours, colours, st.booleans())
def test_every_colour_becomes_readable(colour: str, action: str, dark: bool) -> None:
    made = tokens(colour, action, dark=dark)
    for name in ("--brand", "--act"):
        for ground in (*(DARK if dark else LIGHT), made[f"{name}-soft"]):
            assert contrast(made[name], ground) >= AA
    assert contrast(made["--brand"], made["--brand-ink"]) >= AA


def test_a_colour_that_reads_already_is_left_alone() -> None:
    assert tokens("#0a5d6b", "#8a3b00", dark=False)["--brand"] == "#0a5d6b"


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("colour", ["red", "#fff", "#12345g", "", "#123456;}"])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    with pytest.raises(ValueError, match="#rrggbb"):
        tokens(colour, "#000000", dark=False)


def test_a_name_cannot_break_out_of_the_mark() -> None:
    assert "<text" in Brand("<b>", "x", "#000000", "#000000").svg
    assert "><</text>" not in Brand("<b>", "x", "#000000", "#000000").svg
