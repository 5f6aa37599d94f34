"""The full file at the VAPH: anything may be missing, and examples hold words where numbers belong."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from burgerprofiel.kit.money import Money
from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services.disability_budget import Support
from burgerprofiel.sources.connectors.magda.services.geef_volledig_dossier_handicap import (
    SERVICE,
    FullDisabilityFile,
    parse,
    question,
    subjects,
)
from burgerprofiel.sources.service import Answers
from tests.sources.cases import inhoud, shared


def wrapped(xml: str) -> str:
    return f"<GeefVolledigDossierHandicap>{xml}</GeefVolledigDossierHandicap>"


def full(xml: str) -> FullDisabilityFile:
    found = parse(inhoud(wrapped(xml)))
    assert found is not None
    return found


def test_no_file_is_no_data() -> None:
    assert parse(inhoud()) is None


def test_an_empty_file_is_read() -> None:
    assert full("") == FullDisabilityFile(None, None, None, (), (), (), ())


def test_a_recognition_until_further_notice_has_no_end() -> None:
    recognised = (
        "<heeftHandicap>true</heeftHandicap><startdatum>2013-01-01</startdatum><einddatum>9999-12-31</einddatum>"
    )
    file = full(f"<persoonsgegevens><erkenningHandicap>{recognised}</erkenningHandicap></persoonsgegevens>").file
    assert file is not None
    assert (file.recognised, file.begin, file.end) == (True, PartialDate(2013, 1, 1), None)


def test_an_address_has_the_lines_of_an_envelope() -> None:
    parts = (
        "<straat><naam>Kerkstraat</naam></straat><huisnummer>1</huisnummer><busnummer>2</busnummer>"
        "<gemeente><postcode>9800</postcode><naam>Deinze</naam></gemeente>"
    )
    file = full(f"<persoonsgegevens><adres>{parts}</adres></persoonsgegevens>").file
    assert file is not None
    assert file.address == ("Kerkstraat 1 bus 2", "9800 Deinze")


def test_a_word_where_a_number_belongs_is_not_known() -> None:
    found = full("<diagnose><zelfredzaamheid><barthel>string</barthel></zelfredzaamheid></diagnose>").diagnosis
    assert found is not None
    assert found.self_care is not None
    assert found.self_care.barthel is None


def test_either_kind_of_budget_is_read() -> None:
    assigned = "<toegewezenZorgpunten><euro>1000.00</euro><punten>12.5</punten></toegewezenZorgpunten>"
    budgets = f"<budget><pab/><pvb>{assigned}</pvb></budget>"
    found = full(f"<persoonsvolgendBudget>{budgets}</persoonsvolgendBudget>").budget
    assert found is not None
    assert [budget.kind for budget in found.budgets] == ["pab", "pvb"]
    assert (found.budgets[1].assigned.euro, found.budgets[1].assigned.points) == (Money(100_000), Decimal("12.5"))


def test_an_urgent_question_with_nothing_in_it_is_no_question() -> None:
    support = "<functie>Hulp</functie><frequentie>2</frequentie><eenheid/>"
    functions = f"<ondersteuningsfuncties><ondersteuningsfunctiesItem>{support}</ondersteuningsfunctiesItem>"
    plan = (
        f"<gewoneVraag>{functions}</ondersteuningsfuncties></gewoneVraag>"
        "<dringendeVraag><ondersteuningsfuncties/></dringendeVraag>"
        "<verzendingsdatum>2017-01-01T00:00:00</verzendingsdatum>"
    )
    plans = f"<ondersteuningsplannen><ondersteuningsplannenItem>{plan}</ondersteuningsplannenItem>"
    found = full(f"<persoonsvolgendBudget>{plans}</ondersteuningsplannen></persoonsvolgendBudget>").budget
    assert found is not None
    assert found.plans[0].urgent is None
    assert found.plans[0].ordinary is not None
    assert found.plans[0].ordinary.supports == (Support("Hulp", "2", ""),)
    assert found.plans[0].sent == PartialDate(2017, 1, 1)


def test_only_a_whole_national_number_tells_whose_file_it_is() -> None:
    number = "<persoonsgegevens><rijksregisternummer>{}</rijksregisternummer></persoonsgegevens>"
    assert list(subjects(inhoud(wrapped(number.format("012345690"))))) == []
    assert list(subjects(inhoud(wrapped(number.format("85631441236"))))) == ["85631441236"]


def test_the_question_uses_the_agencys_own_name_for_the_number() -> None:
    assert question(Ssin("85631441236"), Answers()) == [("Criteria", [("rrnr", "85631441236")])]


@pytest.mark.shared
def test_every_shared_answer_is_read(magda_mock: Path) -> None:
    found = [parse(node) for _path, node in shared(magda_mock, SERVICE)]
    assert len(found) >= 2
    assert all(value and value.file and value.diagnosis and value.budget and value.help for value in found)
