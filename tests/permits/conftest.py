"""What every test of permits needs."""

from collections.abc import Iterator

import pytest

from burgerprofiel.kit import remembered


@pytest.fixture(autouse=True)
def nothing_remembered(one_connection: None) -> Iterator[None]:
    """What is remembered for seconds is forgotten; everything is asked within the test's own transaction."""
    remembered.forget()
    yield
    remembered.forget()
