"""What every test of asking needs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from burgerprofiel.dossiers.intake import waking
from burgerprofiel.kit import remembered


@pytest.fixture(autouse=True)
def nothing_remembered(one_connection: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is remembered for seconds is forgotten; everything is asked within the test's own transaction."""
    monkeypatch.setattr(waking, "soon", lambda: None)
    remembered.forget()
    yield
    remembered.forget()
