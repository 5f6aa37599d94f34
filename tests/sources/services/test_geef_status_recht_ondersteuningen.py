"""Support at work: decisions of every kind, rights without an end, codes without words."""

from __future__ import annotations

from pathlib import Path

import pytest

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services.geef_status_recht_ondersteuningen import SERVICE, parse, subjects
from tests.sources.cases import inhoud, shared


def answer(xml: str) -> str:
    return (
        "<StatusRechtOndersteuningen><StatusRechtOndersteuning>"
        f"{xml}</StatusRechtOndersteuning></StatusRechtOndersteuningen>"
    )


def test_no_right_is_no_data() -> None:
    assert parse(inhoud("<StatusRechtOndersteuningen/>")) is None


def test_a_right_may_have_no_end_and_a_status_without_words() -> None:
    found = parse(
        inhoud(
            answer(
                "<Maatregel><Code>VOP</Code></Maatregel><Status><Code>GG</Code></Status>"
                "<DatumBeslissing>2017-10-13</DatumBeslissing><Periode><Begin>2018-01-01</Begin></Periode>"
            )
        )
    )
    assert found is not None
    right = found.rights[0]
    assert (right.code, right.name, right.status, right.status_name) == ("VOP", "", "GG", "")
    assert (right.decided, right.begin, right.end) == (PartialDate(2017, 10, 13), PartialDate(2018, 1, 1), None)


def test_the_right_names_its_person() -> None:
    assert list(subjects(inhoud(answer("<INSZ>1</INSZ>")))) == ["1"]


@pytest.mark.shared
def test_every_shared_answer_is_read(magda_mock: Path) -> None:
    assert sum(parse(node) is not None for _path, node in shared(magda_mock, SERVICE)) >= 14
