"""Average energy scores: imported by the operator, all or nothing; read once a minute."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from importlib import resources
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from burgerprofiel.kit import clock
from burgerprofiel.sources import averages
from burgerprofiel.sources.models import EpcAverage

HEADER = "kind,nis,name,kwh,dwellings,as_of,source,invented"
GOOD = "municipality,41999,Zonnegem,312.4,1840,2026-01-01,Open data,no"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    averages.forget()
    yield
    averages.forget()


def run(path: Path) -> str:
    out = StringIO()
    call_command("import_epc_averages", str(path), stdout=out)
    return out.getvalue()


def a_file(folder: Path, *lines: str, header: str = HEADER) -> Path:
    path = folder / "averages.csv"
    path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    return path


def test_the_demo_s_figures_are_imported_and_say_that_they_are_invented() -> None:
    with resources.as_file(resources.files("burgerprofiel.simulators.magda") / "epc_averages.csv") as path:
        assert run(path) == "11 averages imported.\n"
    found = averages.around("41999", "")
    assert [each.name for each in found.known] == ["Zonnegem", "Oost-Vlaanderen", "Vlaanderen"]
    assert all(each.invented for each in found.known)


def test_importing_again_gives_the_same_and_drops_what_is_gone(tmp_path: Path) -> None:
    other = "municipality,24062,Leuven,284.9,38120,2026-01-01,Open data,no"
    run(a_file(tmp_path, GOOD, other))
    run(a_file(tmp_path, GOOD))
    run(a_file(tmp_path, GOOD))
    assert [(row.area, row.kwh, row.as_of) for row in EpcAverage.objects.all()] == [
        ("municipality:41999", Decimal("312.4"), date(2026, 1, 1))
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("town,41999,Z,1,1,2026-01-01,S,no", "Line 3: kind must be municipality, province or region."),
        ("province,4199,Z,1,1,2026-01-01,S,no", "Line 3: nis must be five digits."),
        ("province,40000,,1,1,2026-01-01,S,no", "Line 3: name must have 1 to 120 characters."),
        ("province,40000,Z,veel,1,2026-01-01,S,no", "Line 3: kwh must be a number with a dot, like 402.5."),
        ("province,40000,Z,NaN,1,2026-01-01,S,no", "Line 3: kwh must be a number with a dot, like 402.5."),
        ("province,40000,Z,1,0,2026-01-01,S,no", "Line 3: dwellings must be a whole number above zero."),
        ("province,40000,Z,1,1,2026-02-30,S,no", "Line 3: as_of must be a date like 2026-01-31."),
        ("province,40000,Z,1,1,2026-01-01,,no", "Line 3: source must have 1 to 200 characters."),
        ("province,40000,Z,1,1,2026-01-01,S,perhaps", "Line 3: invented must be yes or no."),
        ("province,40000,Z,1,1", "Line 3: there must be 8 values."),
        ("province,40000,Z,1,1,2026-01-01,S,no,more", "Line 3: there must be 8 values."),
        (GOOD, "Line 3: municipality:41999 stands there twice."),
    ],
)
def test_a_bad_line_is_named_and_nothing_changes(tmp_path: Path, line: str, message: str) -> None:
    run(a_file(tmp_path, "province,30000,West,338.2,401900,2026-01-01,Open data,no"))
    with pytest.raises(CommandError) as error:
        run(a_file(tmp_path, GOOD, line))
    assert str(error.value) == message
    assert [row.area for row in EpcAverage.objects.all()] == ["province:30000"]


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"Line 1: the column dwellings is missing\."):
        run(a_file(tmp_path, header="kind,nis,name,kwh"))


def test_a_file_without_averages_changes_nothing(tmp_path: Path) -> None:
    run(a_file(tmp_path, GOOD))
    with pytest.raises(CommandError, match=r"The file has no averages\."):
        run(a_file(tmp_path))
    assert EpcAverage.objects.count() == 1


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        run(tmp_path / "absent.csv")
    (tmp_path / "latin.csv").write_bytes(f"{HEADER}\nmunicipality,41999,Z\xe9ro".encode("latin-1"))
    with pytest.raises(CommandError, match="is not a CSV file in UTF-8"):
        run(tmp_path / "latin.csv")


def test_a_home_is_found_by_the_name_of_its_municipality_when_the_code_is_missing(tmp_path: Path) -> None:
    run(a_file(tmp_path, GOOD, "province,40000,Oost-Vlaanderen,321.5,436200,2026-01-01,Open data,no"))
    assert [each.name for each in averages.around("", "ZONNEGEM").known] == ["Zonnegem", "Oost-Vlaanderen"]
    assert averages.around("", "Elders").known == ()


@pytest.mark.parametrize(
    ("nis", "province"), [("11002", "10000"), ("24062", "20001"), ("25005", "20002"), ("21004", ""), ("", "")]
)
def test_a_municipality_lies_in_the_province_of_its_code_and_brussels_in_none(nis: str, province: str) -> None:
    assert averages.province_of(nis) == province


def test_the_table_is_read_once_a_minute(tmp_path: Path) -> None:
    run(a_file(tmp_path, GOOD))
    start = datetime(2026, 11, 21, 12, tzinfo=UTC)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        for seconds in (0, 30, 59, 61):
            with clock.frozen_at(start + timedelta(seconds=seconds)):
                averages.around("41999", "")
    assert len(queries) == 2
