"""Colleagues at the desk of Zonnegem, and the mail's jobs, which nobody sends here."""

from __future__ import annotations

import pytest

from burgerprofiel.access import tasks
from burgerprofiel.desk.roles import DeskRole
from tests.desk.staff import BRAM, SOFIE, Colleague, at_work


@pytest.fixture
def links(db: None, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The jobs that send a link."""
    jobs: list[str] = []
    monkeypatch.setattr(tasks.send_activation_link, "defer", lambda **job: jobs.append(job["registration"]))
    return jobs


@pytest.fixture
def sofie(links: list[str]) -> Colleague:
    """Sofie, with every role."""
    return at_work(SOFIE, *DeskRole)


@pytest.fixture
def bram(links: list[str]) -> Colleague:
    """Bram: counter and applications."""
    return at_work(BRAM, DeskRole.COUNTER, DeskRole.APPLICATIONS)
