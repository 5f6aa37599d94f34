"""What every test of dossiers needs."""

from collections.abc import Iterator

import pytest

from burgerprofiel.dossiers.intake import waking
from burgerprofiel.kit import remembered


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is remembered for seconds is forgotten, and no worker is woken: a test's tables are gone before that."""
    monkeypatch.setattr(waking, "soon", lambda: None)
    remembered.forget()
    yield
    remembered.forget()
