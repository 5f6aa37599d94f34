"""The land register: shares, communities, companies, old dates, parcels without a building."""

from __future__ import annotations

from pathlib import Path

import pytest

from burgerprofiel.kit.money import Money
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.zoek_eigendomstoestanden import SERVICE, Property, parse, subjects
from tests.sources.cases import inhoud, shared

PEOPLE = """<Partijen><Personen>
  <Persoon><PartijId>1</PartijId><INSZ Bron="NRN">85631441236</INSZ>
    <Naam><Achternamen><Achternaam>Vandenbos</Achternaam>
    </Achternamen><Voornamen><Voornaam>Noor</Voornaam><Voornaam>Maria</Voornaam></Voornamen></Naam>
    <Gemeente><PostCode>9999</PostCode></Gemeente></Persoon>
  <Persoon><PartijId>2</PartijId><Naam><Achternamen><Achternaam>Claes</Achternaam></Achternamen></Naam></Persoon>
</Personen><Ondernemingen><Onderneming><PartijId>3</PartijId><Ondernemingsnummer>0765432146</Ondernemingsnummer>
</Onderneming></Ondernemingen></Partijen>"""


def owned(state: str) -> Property:
    found = parse(
        inhoud(
            f"<Eigendom>{PEOPLE}<Eigendomstoestanden><Eigendomstoestand>{state}</Eigendomstoestand></Eigendomstoestanden></Eigendom>"
        )
    )
    assert found is not None
    return found[0]


def right(parties: str, share: str) -> str:
    recht = (
        f"<ZakelijkRecht><Ongestructureerd><Rechten><Recht>{share}</Recht></Rechten></Ongestructureerd></ZakelijkRecht>"
    )
    return f"<EigenaarsRechten><EigenaarRecht><LijstId>{parties}</LijstId>{recht}</EigenaarRecht></EigenaarsRechten>"


def test_an_answer_without_property_is_no_data() -> None:
    assert parse(inhoud()) is None
    assert parse(inhoud(f"<Eigendom>{PEOPLE}</Eigendom>")) is None


def test_a_property_of_which_nothing_is_told_is_still_a_property() -> None:
    found = owned("")
    assert (found.reference, found.since, found.rights, found.incomes, found.buildings) == ("", None, (), (), ())


def test_a_community_has_its_holders_by_first_and_family_name() -> None:
    parties = "<PartijId WoontOpEigendom='1'>1</PartijId><PartijId>2</PartijId>"
    share = "<Type><Omschrijving>Volle eigendom</Omschrijving></Type>"
    share += "<Aandeel><Noemer>2</Noemer><Teller>1</Teller></Aandeel>"
    found = owned(right(parties, share)).rights[0]
    assert [(holder.name, holder.lives_here) for holder in found.holders] == [("Noor Vandenbos", True), ("Claes", None)]
    assert (found.kind, found.share) == ("Volle eigendom", "1/2")


def test_an_enterprise_without_a_name_is_known_by_its_number() -> None:
    assert owned(right("<PartijId>3</PartijId>", "")).rights[0].holders[0].name == "0765432146"


def test_a_party_that_is_not_in_the_list_has_no_name() -> None:
    assert owned(right("<PartijId>9</PartijId>", "")).rights[0].holders[0].name == ""


def test_an_undetermined_share_is_not_told() -> None:
    share = "<Aandeel><Noemer>1</Noemer><Teller>1</Teller></Aandeel><NietBepaald>1</NietBepaald>"
    assert owned(right("<PartijId>1</PartijId>", share)).rights[0].share == ""


def test_the_date_in_law_goes_before_the_date_in_the_register_and_a_year_is_better_than_nothing() -> None:
    status = "<PeriodeStatus><Begin>2006-10-04</Begin></PeriodeStatus>"
    law = "<PeriodeJuridisch><Begin>2006-09-01</Begin></PeriodeJuridisch>"
    assert owned(f"<StatusInformatie>{status}{law}</StatusInformatie>").since == PartialDate(2006, 9, 1)
    assert owned(f"<StatusInformatie>{status}</StatusInformatie>").since == PartialDate(2006, 10, 4)
    year = "<StatusInformatie><PeriodeStatus><JaarBegin>1986</JaarBegin></PeriodeStatus></StatusInformatie>"
    assert owned(year).since == PartialDate(1986)


def test_parts_that_hold_only_keys_of_the_register_are_no_income() -> None:
    keys = "<AlgemeneInformatie><SleutelToestandPUR>1</SleutelToestandPUR></AlgemeneInformatie>"
    income = "<AlgemeneInformatie><KadastraalInkomen><Bedrag>1735</Bedrag></KadastraalInkomen></AlgemeneInformatie>"
    found = owned(f"<Perceel><AlgemeneInformaties>{keys}{income}</AlgemeneInformaties></Perceel>")
    assert [each.amount for each in found.incomes] == [Money(173500)]


def test_a_building_without_house_number_takes_the_one_it_is_sorted_by() -> None:
    building = "<Gebouw><Adres><Sortering><Huisnummer>30</Huisnummer></Sortering></Adres></Gebouw>"
    assert owned(f"<Perceel><Gebouwen>{building}</Gebouwen></Perceel>").buildings[0].number == "30"


def test_a_dash_and_a_pool_with_code_zero_say_nothing() -> None:
    building = (
        "<Gebouw><Constructie><Type><Omschrijving>-</Omschrijving></Type></Constructie>"
        "<Zwembad><Code>0</Code><Omschrijving>geen BZ + geen SH + geen Z</Omschrijving></Zwembad></Gebouw>"
    )
    found = owned(f"<Perceel><Gebouwen>{building}</Gebouwen></Perceel>").buildings[0]
    assert (found.attachment, found.pool) == ("", "")


def test_the_answer_is_about_the_people_with_a_right() -> None:
    assert subjects(inhoud(f"<Eigendom>{PEOPLE}</Eigendom>")) == ("85631441236",)


@pytest.mark.shared
def test_every_shared_answer_is_read_and_is_about_the_person_it_is_filed_under(magda_mock: Path) -> None:
    count = 0
    for file, node in shared(magda_mock, SERVICE):
        assert parse(node), file.name
        assert file.stem in subjects(node)
        count += 1
    assert count >= 34
