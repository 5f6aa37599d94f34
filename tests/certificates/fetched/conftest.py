"""The keepers of certificates of the demo, registered in this process, and people in front of their lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import msgspec
import pytest
from django.conf import settings

from burgerprofiel.certificates.fetched import asking, configuration
from burgerprofiel.certificates.fetched.configuration import Source
from burgerprofiel.simulators.certificates.faults import Mode
from burgerprofiel.site.launch.surroundings import CERTIFICATES
from tests.certificates.listing.conftest import person
from tests.mailbox.owning import Owner, owner
from tests.portal.reading import body

HOST = {"Host": "attesten.localhost"}
KEEPERS = ("natuur", "dienstencheques", "kinderopvang")
Trouble = Callable[..., None]


@pytest.fixture
def trouble(simulators: str) -> Iterator[Trouble]:
    """Let a keeper do something else than answer."""

    def order(keeper: str, mode: Mode, milliseconds: int = 0) -> None:
        told = {"mode": mode.value, "milliseconds": milliseconds}
        httpx.put(f"{simulators}/{keeper}/behaviour", json=told, headers=HOST).raise_for_status()

    yield order
    httpx.delete(f"{simulators}/behaviour", headers=HOST)


@pytest.fixture
def keepers(simulators: str, db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Source, ...]]:
    """Register the three of the simulator; each test has its own breakers and tokens."""
    secret = Path(settings.CONFIG.data) / "simulators" / "certificates" / "secret"
    secret.parent.mkdir(parents=True, exist_ok=True)
    secret.write_text("geheim-van-de-toets")
    own = Path(settings.CONFIG.secrets) / "client_burgerprofiel-attesten"
    own.write_text("x")
    found = tuple(each for each in configuration.read(CERTIFICATES) if each.id in KEEPERS)
    found = tuple(msgspec.structs.replace(each, budget=0.8) for each in found)
    use(monkeypatch, *found)
    yield found
    asking.forget()
    own.unlink()


def use(monkeypatch: pytest.MonkeyPatch, *wanted: Source) -> None:
    """Let these be the registered ones."""
    monkeypatch.setattr("burgerprofiel.certificates.fetched.queries.configured", lambda: wanted)


@pytest.fixture
def noor(keepers: tuple[Source, ...]) -> Owner:
    """Noor's browser."""
    return owner(person("noor"))


def page(who: Owner, path: str = "/attesten") -> str:
    """A page, also one that streams."""
    return body(who.get(path))


def part(told: str, keeper: str) -> str:
    """What a page says of one keeper, without its mark-up."""
    found = re.search(rf'<div id="van-{keeper}".*?</div>\s*(?=<div id="van-|</div>\s*</section>|<!--)', told, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found.group(0)).split()) if found else ""


def papers(told: str) -> list[str]:
    """Where a page leads to documents of others."""
    return re.findall(r'href="(/attesten/van/[^"]+)"', told)
