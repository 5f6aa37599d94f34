"""Permits are found in the search over one's own data, and taken along as data and on paper; nobody gets another's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from burgerprofiel.kit import typesetting
from burgerprofiel.permits.numbers import permit_id
from tests.dossiers import reading
from tests.dossiers.reading import Browser, Magda
from tests.permits.telling import NOOR, WOUTER, program
from tests.portal.reading import body

pytestmark = pytest.mark.django_db


@pytest.fixture
def magda(monkeypatch: pytest.MonkeyPatch) -> Magda:
    return reading.magda(monkeypatch)


@pytest.fixture
def noor(magda: Magda) -> Browser:
    """One of her own, one of both, one of Wouter alone."""
    natuur = program()
    natuur.tell("hers", title="Visverlof", days=20)
    natuur.tell("both", title="Jachtverlof", of=(NOOR, WOUTER), days=None)
    natuur.tell("his", title="Kapmachtiging", of=(WOUTER,))
    return reading.browser()


def _taken(browser: Browser) -> dict[str, Any]:
    """The section of permits in the open data, by name of the fact."""
    out = json.loads(browser.html("/uitvoer.json"))
    (dossiers,) = [theme for theme in out["themes"] if theme["key"] == "dossiers"]
    (section,) = [section for section in dossiers["sections"] if section["key"] == "permits"]
    return {fact["label"]: fact for fact in section["facts"]}


@pytest.mark.parametrize("kept", [True, False])
def test_search_finds_a_permit_and_leads_to_its_page(noor: Browser, magda: Magda, kept: bool) -> None:
    magda.kept = kept
    page = body(noor.send("/zoeken", q="visverlof"))
    assert f'href="/attesten/toelatingen/{permit_id("natuur", "hers")}"' in page
    assert "Eindigt over 20 dagen" not in page, "that is told on its page"
    assert "Kapmachtiging" not in body(noor.send("/zoeken", q="kapmachtiging"))


def test_the_open_data_hold_each_with_its_days_and_how_it_stands(noor: Browser) -> None:
    taken = _taken(noor)
    assert set(taken) == {"Visverlof", "Jachtverlof"}
    assert taken["Visverlof"]["status"] == "Eindigt over 20 dagen"
    assert set(taken["Visverlof"]["value"]["value"]) == {"begin", "end"}
    assert "zonder einddatum" in taken["Jachtverlof"]["value"]["text"]
    assert "1 andere persoon" in [each["value"]["text"] for each in taken["Jachtverlof"]["details"] if each["value"]]
    assert set(_taken(reading.browser(WOUTER))) == {"Jachtverlof", "Kapmachtiging"}


def test_the_document_holds_them_too(noor: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    typeset, make = [], typesetting.pdf

    def remembering(template: Path, content: dict[str, Any]) -> bytes:
        typeset.append(str(content))
        return make(template, content)

    monkeypatch.setattr(typesetting, "pdf", remembering)
    assert noor.get("/uitvoer.pdf").status_code == 200
    (content,) = typeset
    assert "Visverlof" in content
    assert "Eindigt over 20 dagen" in content
    assert "Kapmachtiging" not in content


def test_who_has_none_reads_so(magda: Magda) -> None:
    assert _taken(reading.browser()) == {}
