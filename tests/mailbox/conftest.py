"""What every test of the mailbox needs."""

from collections.abc import Iterator

import pytest

from burgerprofiel.kit import prepared, remembered


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Who may send what is remembered for seconds; a test's tables are gone before that."""
    remembered.forget()
    yield
    remembered.forget()


def _unavailable(statement: str, *_values: object) -> None:
    raise prepared.UnavailableError(statement)


@pytest.fixture
def one_connection(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tokens are looked up within the test's own transaction, for no other connection sees what it wrote."""
    monkeypatch.setattr(prepared, "one", _unavailable)
