"""What every test of dossiers needs."""

from collections.abc import Iterator

import pytest

from burgerprofiel.dossiers.intake import waking
from burgerprofiel.kit import prepared, remembered


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is remembered for seconds is forgotten, and no worker is woken: a test's tables are gone before that."""
    monkeypatch.setattr(waking, "soon", lambda: None)
    remembered.forget()
    yield
    remembered.forget()


def _unavailable(statement: str, *_values: object) -> None:
    raise prepared.UnavailableError(statement)


@pytest.fixture
def one_connection(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is asked within the test's own transaction, for no other connection sees what it wrote."""
    monkeypatch.setattr(prepared, "one", _unavailable)
