"""Enrolments: three kinds, missing schools and sites, and the period that must be asked for."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from burgerprofiel.kit import clock
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services.geef_historiek_inschrijving import (
    SERVICE,
    Enrolment,
    parse,
    question,
)
from burgerprofiel.sources.service import Answers
from tests.sources.cases import inhoud, shared


def enrolment(xml: str) -> Enrolment:
    found = parse(inhoud(f"<Inschrijvingen><Inschrijving>{xml}</Inschrijving></Inschrijvingen>"))
    assert found is not None
    return found[0]


def test_it_asks_until_today_in_brussels() -> None:
    with clock.frozen_at(datetime(2026, 11, 21, 23, 30, tzinfo=UTC)):
        asked = question(Ssin("85631441236"), Answers())
    period = ("Periode", [("Begin", "1990-01-01"), ("Einde", "2026-11-22")])
    assert asked == [("Criteria", [("INSZ", "85631441236"), period])]


def test_no_enrolments_is_no_data() -> None:
    assert parse(inhoud("<Inschrijvingen/>")) is None


def test_an_enrolment_of_which_the_kind_is_not_told_is_still_one() -> None:
    found = enrolment("<Bron>XX</Bron>")
    assert (found.compulsory, found.adult, found.higher, found.school.name) == (None, None, None, "")


def test_a_school_year_has_its_class_and_its_period() -> None:
    found = enrolment(
        "<LeerplichtOnderwijs><Schooljaar>2025</Schooljaar><InschrijvingAdministratieveGroep>"
        "<Periode><Begin>2025-09-01</Begin></Periode><AdministratieveGroep>"
        "<Naam>1ste leerjaar A</Naam></AdministratieveGroep>"
        "</InschrijvingAdministratieveGroep></LeerplichtOnderwijs>"
    ).compulsory
    assert found is not None
    assert (found.group, found.year, found.begin, found.end) == ("1ste leerjaar A", 2025, PartialDate(2025, 9, 1), None)


def test_credits_that_are_no_number_are_not_known() -> None:
    found = enrolment("<HogerOnderwijs><Studiepunten><Opgenomen>?</Opgenomen></Studiepunten></HogerOnderwijs>").higher
    assert found is not None
    assert (found.credits.taken, found.credits.earned) == (None, None)


def test_a_site_without_a_name_has_its_description() -> None:
    site = enrolment("<OnderwijsLocatie><Omschrijving>Campus Zee</Omschrijving></OnderwijsLocatie>").site
    assert site is not None
    assert site.name == "Campus Zee"


@pytest.mark.shared
def test_every_shared_answer_is_read(magda_mock: Path) -> None:
    found = [each for _file, node in shared(magda_mock, SERVICE) for each in parse(node) or ()]
    assert len(found) >= 305
    assert all((each.compulsory or each.adult or each.higher) is not None for each in found)
