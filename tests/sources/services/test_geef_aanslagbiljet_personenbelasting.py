"""The tax assessment: whole cents, roles, and the year we ask for."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from burgerprofiel.kit import clock
from burgerprofiel.kit.money import Money
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services.geef_aanslagbiljet_personenbelasting import (
    SERVICE,
    TaxItem,
    parse,
    question,
    subjects,
)
from burgerprofiel.sources.service import Answers, element
from tests.sources.cases import inhoud, shared


def answer(xml: str) -> str:
    return f"<AanslagbiljetPersonenbelasting>{xml}</AanslagbiljetPersonenbelasting>"


def test_no_assessment_is_no_data() -> None:
    assert parse(inhoud()) is None


def test_amounts_are_whole_cents_and_an_odd_one_keeps_its_text() -> None:
    items = "<Item><Code>A7555</Code><Waarde>3758645</Waarde></Item><Item><Code>A1</Code><Waarde>ja</Waarde></Item>"
    found = parse(inhoud(answer(f"<Inkomensjaar>2022</Inkomensjaar><Items>{items}</Items>")))
    assert found is not None
    assert found.income_year == 2022
    assert found.items == (TaxItem("A7555", Money(3_758_645), "3758645"), TaxItem("A1", None, "ja"))


def test_an_assessment_without_a_year_is_read() -> None:
    found = parse(inhoud(answer("")))
    assert found is not None
    assert (found.income_year, found.items) == (None, ())


@pytest.mark.parametrize(("today", "year"), [((2026, 11, 21), "2024"), ((2027, 1, 1), "2025")])
def test_we_ask_for_the_newest_year_for_which_everybody_has_an_assessment(
    today: tuple[int, int, int], year: str
) -> None:
    with clock.frozen_at(datetime(*today, 12, tzinfo=UTC)):
        asked = element("Inhoud", question(Ssin("85631441236"), Answers()))
    assert asked.findtext("Criteria/INSZ") == "85631441236"
    assert asked.findtext("Criteria/Inkomensjaar") == year


def test_the_assessment_names_the_person_asked_about() -> None:
    assert list(subjects(inhoud(answer("<GevraagdePersoon><INSZ>1</INSZ></GevraagdePersoon>")))) == ["1"]


@pytest.mark.shared
def test_every_shared_answer_is_read_and_two_are_about_somebody_else(magda_mock: Path) -> None:
    found = [(path.stem, parse(node), subjects(node)) for path, node in shared(magda_mock, SERVICE)]
    assert sum(value is not None for _stem, value, _about in found) >= 25
    assert [stem for stem, _value, about in found if about and stem not in about] == ["65663046376", "71042500266"]
