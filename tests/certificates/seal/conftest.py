"""A sheet of paper to seal, and services of trust that behave."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from burgerprofiel.certificates.seal import asking, evidence, stamps
from burgerprofiel.kit import typesetting
from burgerprofiel.simulators.trust.house import House

Behave = Callable[..., None]


def paper(language: str = "nl") -> bytes:
    """A sheet that keeps to PDF/A-2a and PDF/UA-1, like those we make."""
    content = {"title": "Attest van woonst", "text": "Noor woont in Zonnegem.", "language": language}
    return typesetting.pdf(Path(__file__).parent / "paper.typ", content)


@pytest.fixture(scope="session")
def sheet() -> bytes:
    """One such sheet, in Dutch."""
    return paper()


@pytest.fixture
def behave(simulators: str) -> Iterator[Behave]:
    """Let the services of trust go wrong to order; afterwards they are fine, and nothing of it is remembered."""

    def change(mode: str, milliseconds: int = 0) -> None:
        httpx.put(
            f"{simulators}/behaviour",
            json={"mode": mode, "milliseconds": milliseconds},
            headers={"Host": "vertrouwen.localhost"},
        ).raise_for_status()
        forget()

    forget()
    yield change
    httpx.delete(f"{simulators}/behaviour", headers={"Host": "vertrouwen.localhost"}).raise_for_status()
    forget()


def house() -> House:
    """The demo's authority, in the folder where the simulators made it."""
    return House(Path(os.environ["MBP_DATA"]) / "simulators" / "trust", "http://vertrouwen.localhost:8000")


def forget() -> None:
    """Ask everybody anew."""
    asking.forget()
    evidence.forget()
    stamps.forget()
