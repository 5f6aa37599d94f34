"""Periods as a self-employed person."""

from __future__ import annotations

from pathlib import Path

import pytest

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.geef_loopbaan_arza import SERVICE, parse
from tests.sources.work_cases import inhoud, shared

FUND = "<SociaalVerzekeringsfonds><Omschrijving>Fonds</Omschrijving></SociaalVerzekeringsfonds>"


def test_somebody_without_affiliations_has_no_data() -> None:
    assert parse(inhoud("<Zelfstandige><INSZ>1</INSZ></Zelfstandige>")) is None


def test_each_period_knows_its_fund_and_an_occupation_may_be_missing() -> None:
    careers = "".join(
        f"<Loopbaan><Periode><Begin>{begin}</Begin></Periode></Loopbaan>" for begin in ("2012-10-01", "2020-00-00")
    )
    affiliations = f"<Aansluitingen><Aansluiting>{FUND}<Loopbanen>{careers}</Loopbanen></Aansluiting></Aansluitingen>"
    found = parse(inhoud(f"<Zelfstandige>{affiliations}</Zelfstandige>"))
    assert found is not None
    assert [(period.began, period.fund, period.occupation) for period in found.periods] == [
        (PartialDate(2012, 10, 1), "Fonds", ""),
        (PartialDate(2020), "Fonds", ""),
    ]


@pytest.mark.shared
def test_every_shared_answer_is_read_and_is_about_the_person_it_is_filed_under(magda_mock: Path) -> None:
    read = [(ssin, SERVICE.subjects(node), parse(node)) for ssin, node in shared(magda_mock, SERVICE)]
    assert len(read) >= 16
    assert all(value is not None and set(subjects) == {ssin} for ssin, subjects, value in read)
