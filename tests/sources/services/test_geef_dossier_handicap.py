"""The disability file: its own status decides, several bodies answer, parts may be kept from us."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from burgerprofiel.kit import clock
from burgerprofiel.kit.money import Money
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services.geef_dossier_handicap import (
    SERVICE,
    DisabilityFiles,
    parse,
    question,
    subjects,
)
from burgerprofiel.sources.service import Answers, element
from tests.sources.cases import inhoud, shared

RECOGNITION = "<handicapRecognitions><handicapRecognition>{}</handicapRecognition></handicapRecognitions>"


def answer(results: str, status: str = "DATA_FOUND", beside: str = "") -> str:
    return (
        f"<ConsultFilesByDateResponse><status><value>{status}</value></status>{beside}"
        f"<results>{results}</results></ConsultFilesByDateResponse>"
    )


def files(file: str, body: str = "dgphResult") -> DisabilityFiles:
    found = parse(inhoud(answer(f"<{body}><status><value>DATA_FOUND</value></status><file>{file}</file></{body}>")))
    assert found is not None
    return found


def test_the_bodys_own_status_says_that_there_is_no_file() -> None:
    assert parse(inhoud(answer("<dgphResult/>", status="NO_DATA_FOUND"))) is None
    assert parse(inhoud()) is None


def test_data_without_a_file_is_not_told_as_nothing() -> None:
    found = parse(inhoud(answer("<dgphResult><status><value>DATA_FOUND</value></status></dgphResult>")))
    assert found == DisabilityFiles((), 0)


def test_parts_that_were_filtered_are_counted() -> None:
    filtered = "<dataFilters><filteredElement>a</filteredElement><filteredElement>b</filteredElement></dataFilters>"
    found = parse(inhoud(answer("", beside=filtered)))
    assert found is not None
    assert found.withheld == 2


def test_another_bodys_file_is_read_the_same_way() -> None:
    card = "<socialCards><socialCard><cardCategory>PARKINGCARD</cardCategory></socialCard></socialCards>"
    file = files(card, "aviqResult").files[0]
    assert (file.body, file.cards[0].kind, file.cards[0].ends) == ("aviq", "PARKINGCARD", None)


def test_an_adult_has_points_per_activity() -> None:
    points = "<mobility>2</mobility><totalPoints>9</totalPoints>"
    adult = f"<resultRecognitionAdult><diminuationIndependence>{points}</diminuationIndependence>"
    recognition = files(RECOGNITION.format(f"{adult}</resultRecognitionAdult>")).files[0].recognitions[0]
    assert recognition.child is None
    assert recognition.adult is not None
    assert (recognition.adult.mobility, recognition.adult.total, recognition.adult.hygiene) == (2, 9, None)


def test_a_child_has_points_in_three_pillars() -> None:
    pillars = "<pillars><pillar1>1</pillar1><pillarsTotal>8</pillarsTotal></pillars>"
    child = f"<resultRecognitionChild>{pillars}<childPathology>true</childPathology></resultRecognitionChild>"
    found = files(RECOGNITION.format(child)).files[0].recognitions[0].child
    assert found is not None
    assert (found.pillar1, found.total, found.listed_condition, found.no_school) == (1, 8, True, None)


def test_a_recognition_may_end_and_odd_values_are_not_known() -> None:
    status = "<startDateRecognition>2020-09-04</startDateRecognition><endDateRecognition>ooit</endDateRecognition>"
    details = "<handicapRecognitionDetails><fullBlindness>misschien</fullBlindness></handicapRecognitionDetails>"
    xml = RECOGNITION.format(f"<recognitionStatus>{status}</recognitionStatus>{details}")
    recognition = files(xml).files[0].recognitions[0]
    assert (recognition.begin, recognition.end) == (PartialDate(2020, 9, 4), None)
    assert recognition.findings is not None
    assert recognition.findings.blind is None


def test_an_allowance_has_its_amounts_a_month() -> None:
    right = files("<rights><totalMonthAmount>154.65</totalMonthAmount><monthAmount>84.85</monthAmount></rights>")
    assert (right.files[0].rights[0].month_total, right.files[0].rights[0].month) == (Money(15465), Money(8485))


def test_a_street_is_read_in_every_language() -> None:
    names = '<streetName language="FR">RUE</streetName><streetName language="NL">STRAAT</streetName>'
    xml = f"<addressHandicappedPerson><address>{names}</address></addressHandicappedPerson>"
    address = files(xml).files[0].address
    assert address is not None
    assert dict(address.street.texts) == {"FR": "RUE", "NL": "STRAAT"}


def test_the_question_asks_for_today_and_every_part() -> None:
    with clock.frozen_at(datetime(2026, 11, 21, 23, 30, tzinfo=UTC)):
        asked = element("Inhoud", question(Ssin("85631441236"), Answers()))
    criteria = "Criteria/ConsultFilesByDateCriteria"
    assert asked.findtext(f"{criteria}/ssin") == "85631441236"
    assert asked.findtext(f"{criteria}/referenceDate") == "2026-11-22"
    assert len(asked.findall(f"{criteria}/parts/*")) == 4


def test_the_answer_may_name_its_person() -> None:
    assert list(subjects(inhoud(answer("", beside="<ssin>1</ssin>")))) == ["1"]
    assert list(subjects(inhoud(answer("")))) == []


@pytest.mark.shared
def test_every_shared_answer_is_read(magda_mock: Path) -> None:
    found = {path.stem: parse(node) for path, node in shared(magda_mock, SERVICE)}
    assert [stem for stem, value in found.items() if value is None] == ["notfound"]
    assert sum(len(value.files) for value in found.values() if value) >= 18
