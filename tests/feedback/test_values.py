"""What somebody proposes is a value of its property, or a sentence; never more work than it has letters."""

from __future__ import annotations

import pytest

from burgerprofiel.feedback.dataset import Datatype, NotSoError, Property, proposed

NUMBER = Property(id="n", label="Oppervlakte", required=False, reportable=True, datatype=Datatype.NUMBER)


@pytest.mark.parametrize(("typed", "value"), [("12", "12"), ("12,5", "12.5"), ("-1 234.50", "-1234.50")])
def test_a_number_is_read_as_people_write_it(typed: str, value: str) -> None:
    found = proposed(NUMBER, typed)
    assert found
    assert found.value == value


@pytest.mark.parametrize("typed", ["1e-5000000", "1e3", "1_000", "NaN", "Infinity", "twaalf", ".", "1" * 16])
def test_what_is_no_number_of_some_digits_is_refused(typed: str) -> None:
    with pytest.raises(NotSoError):
        proposed(NUMBER, typed)
