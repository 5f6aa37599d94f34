"""The picture of a scale stays inside its card on the smallest phone, however long the names are."""

from __future__ import annotations

from base64 import b64encode
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from django.template.loader import get_template
from playwright.sync_api import Page

from burgerprofiel.portal.drawing import scale
from burgerprofiel.sources.facts import Mark
from tests.portal import world

_SPILT = """() => { const own = document.querySelector("svg").getBoundingClientRect();
  return [...document.querySelectorAll("text")].filter((each) => {
    const box = each.getBoundingClientRect(); return box.left < own.left - 0.5 || box.right > own.right + 0.5; })
    .map((each) => each.textContent); }"""
_LONG = (
    "Gemiddelde van Vlaanderen",
    "Gemiddelde van Sint-Genesius-Rode",
    "Gemiddelde van Hamme-Sainte-Gertrude-aux-Bois-lez-Quatre-Bras",
    "W" * 60,
)
_INTER = Path(scale.__file__).parents[1] / "static/portal/fonts/inter-latin-wght-normal.woff2"
_LETTERS = (
    f"<style>@font-face {{ font-family: Inter; font-weight: 100 900;"
    f" src: url(data:font/woff2;base64,{b64encode(_INTER.read_bytes()).decode()}) }}"
    " text { font: 500 13px/1 Inter } .mine { font-size: 14px; font-weight: 720 }</style>"
)


@pytest.mark.parametrize("name", _LONG)
@pytest.mark.parametrize("value", [5, 120, 250, 341, 480, 900])
def test_no_word_stands_outside_the_picture(page: Page, name: str, value: int) -> None:
    marks = (
        Mark(label="Votre logement", value=Decimal(value), mine=True),
        Mark(label=name, value=Decimal(value)),
        Mark(label="Oost-Vlaanderen", value=Decimal(value + 20)),
    )
    picture = scale.draw(msgspec.structs.replace(world.epc(), marks=marks))
    macro = get_template("portal/scale.html").template.module.scale
    page.set_viewport_size({"width": 300, "height": 300})
    page.set_content(f'{_LETTERS}<div style="width: 260px; margin: 20px">{macro(picture)}</div>')
    page.evaluate("document.fonts.ready")
    assert page.evaluate(_SPILT) == []


def test_the_picture_says_the_short_name_and_its_words_the_whole_one() -> None:
    marks = (*world.epc().marks, Mark(label="Gemiddelde van Gent", value=Decimal(300), short="Gent"))
    picture = scale.draw(msgspec.structs.replace(world.epc(), marks=marks))
    assert "Gent · 300" in [mark.told for mark in picture.marks]
    assert "Gemiddelde van Gent 300" in picture.alt
