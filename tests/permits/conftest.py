"""What every test of permits needs."""

from collections.abc import Iterator

import pytest

from burgerprofiel.kit import prepared, remembered


def _unavailable(statement: str, *_values: object) -> None:
    raise prepared.UnavailableError(statement)


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is remembered for seconds is forgotten; everything is asked within the test's own transaction."""
    monkeypatch.setattr(prepared, "one", _unavailable)
    remembered.forget()
    yield
    remembered.forget()
