"""What a citizen reads about home and property, from the tile to the last window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from burgerprofiel.kit import clock
from burgerprofiel.kit.money import Money
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.simulators.magda.cast import CAST, Person
from burgerprofiel.sources import averages
from burgerprofiel.sources.connectors.magda.services import geef_epc, zoek_eigendomstoestanden
from burgerprofiel.sources.connectors.magda.services.geef_epc import Score
from burgerprofiel.sources.facts import Address, Amount, Card, Day, Quantity, Scale, Tag, Words
from burgerprofiel.sources.service import Service
from burgerprofiel.sources.themes.home import THEME
from burgerprofiel.sources.themes.home.scale import label_of
from burgerprofiel.sources.themes.home.words import said
from tests.sources.cases import answers, answers_about, blocks, cards, inhoud, row, shared, unused_fields

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english_on_a_fixed_day() -> Iterator[None]:
    averages.forget()
    with clock.frozen_at(NOW), translation.override("en"):
        yield
    averages.forget()


@pytest.fixture
def _demo_averages() -> None:
    with resources.as_file(resources.files("burgerprofiel.simulators.magda") / "epc_averages.csv") as path:
        averages.import_file(path)


def scales(slug: str) -> list[Scale]:
    return [block for block in blocks(THEME, answers_about(slug, THEME)) if isinstance(block, Scale)]


def test_a_couple_reads_what_it_owns_together() -> None:
    house = cards(THEME, answers_about("noor", THEME))["property-1"]
    assert house.label == "Cadastral income: House, Kerkstraat 5, Zonnegem"
    assert house.value == Amount(Money(98300), "per year")
    told = {each.label: each.value for each in house.rows}
    assert told["Owned by"] == Words("Noor Vandenbos (lives in 9999), Wouter Claes (lives in 9999)")
    assert told["Right"] == Words("Full ownership, 1/1")
    assert told["How it is held"] == Words("As a couple, in common")
    assert told["Yours since"] == Day(PartialDate(2019, 5, 3))


def test_a_meadow_has_a_place_instead_of_an_address_and_an_unknown_day() -> None:
    meadow = cards(THEME, answers_about("jozef", THEME))["property-2"]
    assert meadow.label == "Cadastral income: Pasture, De molenbeemden"
    since = row(meadow, "Yours since")
    assert since is not None
    assert since.value == Day(PartialDate(1984))


def test_a_building_has_its_address_and_no_zeros() -> None:
    building = cards(THEME, answers_about("samira", THEME))["property-1-building-1"]
    assert building.value == Address(("Stationsplein 2 box 3B", "Zonnegem"))
    assert row(building, "Lifts") is None


@pytest.mark.usefixtures("_demo_averages")
def test_the_score_stands_against_the_averages_around_it_which_say_they_are_invented() -> None:
    (picture,) = scales("noor")
    assert [(mark.label, mark.value, mark.mine) for mark in picture.marks] == [
        ("Your home", Decimal("168.00"), True),
        ("Average of Zonnegem", Decimal("312.4"), False),
        ("Average of Oost-Vlaanderen", Decimal("321.5"), False),
        ("Average of Vlaanderen", Decimal("308.9"), False),
    ]
    assert picture.note == "The averages are invented for this demonstration."


def test_real_averages_name_their_source(tmp_path: Path) -> None:
    head = ",".join(averages.COLUMNS)
    (tmp_path / "a.csv").write_text(
        f"{head}\nregion,,Vlaanderen,300,9,2026-01-01,VEKA open data,no\n", encoding="utf-8"
    )
    averages.import_file(tmp_path / "a.csv")
    assert scales("noor")[0].note == "Averages: VEKA open data (2026)."


def test_without_imported_averages_those_of_the_certificate_are_shown() -> None:
    score = (
        "<Score type='primaireEnergieVerbruikPerVierkanteMeter'><Waarde>309</Waarde>"
        "<GemiddeldeWaardeProvincie>416.04</GemiddeldeWaardeProvincie></Score>"
    )
    epc = (
        f"<MijnEnergieDetails><EnergieEenheid><Epc><Scores>{score}</Scores></Epc></EnergieEenheid></MijnEnergieDetails>"
    )
    given = answers(THEME, GeefEpc=geef_epc.parse(inhoud(epc)))
    (picture,) = [block for block in blocks(THEME, given) if isinstance(block, Scale)]
    assert [mark.label for mark in picture.marks] == ["Your home", "Average of the province"]
    assert picture.note == "The averages are those that came with the certificate."


@pytest.mark.parametrize(
    ("value", "label"),
    [("-12", "A+"), ("0", "A+"), ("0.1", "A"), ("100", "A"), ("309", "D"), ("500", "E"), ("501", "F")],
)
def test_an_older_certificate_without_a_label_gets_the_one_of_its_score(value: str, label: str) -> None:
    score = Score(geef_epc.ENERGY_SCORE, Decimal(value), "", "", "", "", "", None, "", "", None, None, None)
    assert label_of(score) == label


def test_a_certificate_that_ran_out_says_so() -> None:
    epc = "<Epc><DatumGeldigheid>2026-11-20</DatumGeldigheid></Epc>"
    given = answers(
        THEME,
        GeefEpc=geef_epc.parse(
            inhoud(f"<MijnEnergieDetails><EnergieEenheid>{epc}</EnergieEenheid></MijnEnergieDetails>")
        ),
    )
    assert cards(THEME, given)["epc-1"].tag == Tag("No longer valid", "act")


def test_advice_is_a_fact_of_its_own() -> None:
    advice = cards(THEME, answers_about("jozef", THEME))["epc-1-advice-3"]
    assert (advice.label, advice.value) == (
        "Advice: Verbetering beglazing",
        Words("De woning bevat 11,2 m² enkele beglazing."),
    )


def test_the_tile_shows_the_label_and_how_much_is_owned() -> None:
    face = THEME.tile(answers_about("jozef", THEME))
    assert face is not None
    assert (face.headline, face.line) == ("EPC label E", "You own 2 properties")
    assert face.scale is not None


def test_somebody_who_owns_nothing_still_sees_the_label_of_the_home() -> None:
    face = THEME.tile(answers_about("oksana", THEME))
    assert face is not None
    assert (face.headline, face.line) == ("EPC label D", "")


def test_the_tile_is_empty_when_no_source_gave_data() -> None:
    assert THEME.tile(answers(THEME)) is None
    assert THEME.tile(answers_about("robin", THEME)) is None


def test_a_recent_purchase_is_news_and_an_old_one_is_not() -> None:
    with clock.frozen_at(datetime(2019, 6, 1, tzinfo=UTC)):
        found = THEME.news(answers_about("noor", THEME))
    assert [(each.key, each.date) for each in found] == [
        ("property-1", PartialDate(2019, 5, 3)),
        ("epc", PartialDate(2019, 3, 12)),
    ]
    assert THEME.news(answers_about("noor", THEME)) == []


def test_an_unknown_term_in_capitals_is_shown_as_the_register_wrote_it_but_quietly() -> None:
    assert said("LUCHTHAVEN") == "Luchthaven"
    assert said("Iets nieuws") == "Iets nieuws"


@pytest.mark.parametrize("person", CAST, ids=lambda person: person.slug)
def test_every_fact_of_the_cast_has_a_label_and_a_meaning_and_its_own_key(person: Person) -> None:
    found = blocks(THEME, answers_about(person.slug, THEME))
    assert len({block.key for block in found}) == len(found)
    assert all(block.label and block.meaning for block in found)


@pytest.mark.shared
@pytest.mark.parametrize("service", [zoek_eigendomstoestanden.SERVICE, geef_epc.SERVICE], ids=lambda each: each.name)
def test_every_shared_answer_makes_a_page_and_a_tile(magda_mock: Path, service: Service[Any]) -> None:
    for file, node in shared(magda_mock, service):
        given = answers(THEME, **{service.name: service.parse(node)})
        found = blocks(THEME, given)
        assert found, file
        assert all(block.label and block.meaning for block in found)
        assert all(each.label for block in found if isinstance(block, Card) for each in block.rows)
        assert THEME.tile(given) is not None or service is geef_epc.SERVICE
        THEME.news(given)


@pytest.mark.shared
def test_a_shared_certificate_shows_how_the_home_is_built(magda_mock: Path) -> None:
    node = next(node for file, node in shared(magda_mock, geef_epc.SERVICE) if file.stem == "2")
    found = cards(THEME, answers(THEME, GeefEpc=geef_epc.parse(node)))
    front = found["epc-1-side-1"]
    assert front.label == "Shell of the home: Front"
    assert isinstance(front.value, Quantity)
    assert "U value" in str(front.rows[0].value)


def test_no_fact_that_is_read_stays_unseen() -> None:
    assert unused_fields("home", "zoek_eigendomstoestanden", "geef_epc", "epc_details") == []
