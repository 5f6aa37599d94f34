"""Contracts as employers declare them, with all that real declarations leave out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from burgerprofiel.kit import clock
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services.geef_werkrelaties import SERVICE, parse
from burgerprofiel.sources.service import Answers
from tests.sources.work_cases import inhoud, shared


def contract(xml: str) -> str:
    return f"<Contracten><Contract>{xml}</Contract></Contracten>"


def test_an_answer_without_contracts_is_no_data() -> None:
    assert parse(inhoud()) is None


def test_a_contract_of_which_nothing_is_known_is_still_a_contract() -> None:
    found = parse(inhoud(contract("")))
    assert found is not None
    (only,) = found.contracts
    assert (only.employer, only.began, only.ended, only.cancelled, only.workplace) == ("", None, None, False, None)


def test_a_taken_back_declaration_has_no_period_and_names_the_agencys_customer() -> None:
    found = parse(
        inhoud(
            contract(
                "<Aangifte><DimonaNummer>1</DimonaNummer><Geannuleerd>1</Geannuleerd></Aangifte>"
                "<InterimOnderneming><Naam>Voorbeeld</Naam><ParitairComite>304</ParitairComite></InterimOnderneming>"
            )
        )
    )
    assert found is not None
    (only,) = found.contracts
    assert only.cancelled
    assert only.interim_user is not None
    assert (only.interim_user.name, only.interim_user.joint_committee) == ("Voorbeeld", "304")


def test_a_begin_without_a_day_keeps_its_month_and_an_unreadable_end_is_not_known() -> None:
    period = "<Begin><Datum>1990-10-00</Datum></Begin><Einde><Datum>,000-00-00</Datum></Einde>"
    found = parse(inhoud(contract(f"<Aangifte><PeriodeTijdstip>{period}</PeriodeTijdstip></Aangifte>")))
    assert found is not None
    assert (found.contracts[0].began, found.contracts[0].ended) == (PartialDate(1990, 10), None)


def test_the_place_of_work_is_written_as_on_an_envelope() -> None:
    place = (
        "<PlaatsTewerkstelling><Naam>Garage</Naam><Adres><Straat><Code>1</Code><Naam>Statiestraat</Naam></Straat>"
        "<Huisnummer>11</Huisnummer><Busnummer>A</Busnummer><Gemeente><PostCode>3000</PostCode><Naam>Leuven</Naam>"
        "</Gemeente></Adres></PlaatsTewerkstelling>"
    )
    found = parse(inhoud(contract(place)))
    assert found is not None
    workplace = found.contracts[0].workplace
    assert workplace is not None
    assert (workplace.name, workplace.lines) == ("Garage", ("Statiestraat 11 bus A", "3000 Leuven"))


def test_we_ask_for_the_whole_career_until_today_in_brussels() -> None:
    with clock.frozen_at(datetime(2026, 3, 1, 23, 30, tzinfo=UTC)):
        asked = dict(SERVICE.question(Ssin("85631441236"), Answers()) or ())
    assert ("Periode", [("Begin", "2003-01-01"), ("Einde", "2026-03-02")]) in asked["Criteria"]


@pytest.mark.shared
def test_every_shared_answer_is_read_and_is_about_the_person_it_is_filed_under(magda_mock: Path) -> None:
    read = [(ssin, SERVICE.subjects(node), parse(node)) for ssin, node in shared(magda_mock, SERVICE)]
    assert len(read) >= 16
    assert all(value is not None and set(subjects) == {ssin} for ssin, subjects, value in read)
