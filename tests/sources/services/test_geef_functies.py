"""Functions and skills in enterprises."""

from __future__ import annotations

from pathlib import Path

import pytest

from burgerprofiel.sources.connectors.magda.services.geef_functies import SERVICE, parse
from tests.sources.work_cases import inhoud, shared


def function(xml: str) -> str:
    return f"<Functies><Functie>{xml}</Functie></Functies>"


def test_an_answer_without_functions_is_no_data() -> None:
    assert parse(inhoud("<Functies/>")) is None


def test_an_end_in_the_year_9999_means_that_it_goes_on() -> None:
    found = parse(inhoud(function("<Periode><Begin>2009-04-28</Begin><Einde>9999-12-31</Einde></Periode>")))
    assert found is not None
    assert found.functions[0].ended is None


@pytest.mark.parametrize(("code", "skill"), [("20090", True), ("10006", False), ("", False)])
def test_skills_are_told_from_functions_by_the_registers_code(code: str, skill: bool) -> None:
    found = parse(inhoud(function(f"<AardFunctie><Code>{code}</Code></AardFunctie>")))
    assert found is not None
    assert found.functions[0].is_skill is skill


@pytest.mark.shared
def test_every_shared_answer_is_read(magda_mock: Path) -> None:
    read = [(SERVICE.subjects(node), parse(node)) for _ssin, node in shared(magda_mock, SERVICE)]
    assert len(read) >= 17
    assert all(value is not None and len(set(subjects)) == 1 for subjects, value in read)
