"""Social statuses: applying or not, for a time or not, with names we have never seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.kit.ssin import Ssin
from burgerprofiel.sources.connectors.magda.services.geef_sociaal_statuut import (
    ASKED,
    SERVICE,
    Period,
    parse,
    question,
    subjects,
)
from burgerprofiel.sources.service import Answers, element
from tests.sources.cases import inhoud, shared


def answer(statuses: str) -> str:
    return f"<Persoon><INSZ>1</INSZ><SocialeStatuten>{statuses}</SocialeStatuten></Persoon>"


def test_no_status_is_no_data() -> None:
    assert parse(inhoud(answer(""))) is None
    assert parse(inhoud()) is None


def test_a_status_may_apply_for_a_time() -> None:
    period = "<Periode><Begindatum>2024-01-01</Begindatum><Einddatum>9999-12-31</Einddatum></Periode>"
    xml = f"<Naam>X</Naam><Resultaat><Code>1</Code></Resultaat><Periodes>{period}</Periodes>"
    found = parse(inhoud(answer(f"<SociaalStatuut>{xml}</SociaalStatuut><SociaalStatuut/>")))
    assert found is not None
    assert (found.statuses[0].name, found.statuses[0].result) == ("X", "1")
    assert found.statuses[0].periods == (Period(PartialDate(2024, 1, 1), None),)
    assert found.statuses[1].result == ""


def test_every_status_is_asked_by_name() -> None:
    asked = element("Inhoud", question(Ssin("85631441236"), Answers()))
    names = tuple(each.text for each in asked.iterfind("Criteria/SocialeStatuten/SociaalStatuut/Naam"))
    assert names == ASKED


def test_the_answer_names_its_person() -> None:
    assert list(subjects(inhoud(answer("")))) == ["1"]


@pytest.mark.shared
def test_every_shared_answer_is_read(magda_mock: Path) -> None:
    assert sum(parse(node) is not None for _path, node in shared(magda_mock, SERVICE)) >= 26
