"""What every test of the mailbox needs."""

from collections.abc import Iterator

import pytest

from burgerprofiel.mailbox.senders import queries


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Who may send what is remembered for seconds; a test's tables are gone before that."""
    queries.forget()
    yield
    queries.forget()
