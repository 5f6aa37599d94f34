"""A value that a register wrote carelessly is "not known"; it never breaks the answer."""

from __future__ import annotations

import pytest

from burgerprofiel.kit.partial_date import PartialDate
from burgerprofiel.sources.connectors.magda.services import lenient
from tests.sources.cases import inhoud


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2004-10-25 15:06:35", PartialDate(2004, 10, 25)),
        ("20.09.2014", PartialDate(2014, 9, 20)),
        ("2000-00-00", PartialDate(2000)),
        ("2023-11-31", PartialDate(2023, 11)),
        ("0000-00-00", None),
        ("gisteren", None),
        ("", None),
    ],
)
def test_a_date_is_read_in_every_form_that_registers_write(text: str, day: PartialDate | None) -> None:
    assert lenient.day_of(text) == day


@pytest.mark.parametrize("text", ["", "veel", "NaN", "Infinity", "1E999999999"])
def test_a_number_that_is_none_is_not_known(text: str) -> None:
    assert lenient.number(inhoud(f"<A>{text}</A>"), "A") is None


def test_a_broken_number_is_no_count() -> None:
    assert lenient.count(inhoud("<A>1.5</A>"), "A") is None
    assert lenient.count(inhoud("<A>060</A>"), "A") == 60


def test_every_alternative_is_looked_at() -> None:
    assert lenient.first(inhoud("<B>tweede</B><C>derde</C>"), "A", "B", "C") == "tweede"
    assert lenient.first(inhoud(), "A", "B") == ""


def test_an_odd_yes_or_no_is_not_known() -> None:
    assert lenient.flag(inhoud("<A>misschien</A>"), "A") is None
    assert lenient.flag(inhoud("<A>ja</A>"), "A") is True
