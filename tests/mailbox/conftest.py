"""What every test of the mailbox needs."""

from collections.abc import Iterator

import pytest

from burgerprofiel.kit import remembered


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Who may send what is remembered for seconds; a test's tables are gone before that."""
    remembered.forget()
    yield
    remembered.forget()
