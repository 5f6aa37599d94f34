"""The portal on answers of real services: people of the shared test data sign in and every page works for them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from burgerprofiel.kit.ssin import Ssin
from tests import landscape
from tests.journeys import steps
from tests.journeys.looking import Look
from tests.landscape import Live

pytestmark = pytest.mark.shared
ALWAYS = ("91610100176", "94683186177", "96622497873", "99610100179", "71690999827")
"""Persons with much of everything, or with something odd."""
OFTEN = 3
"""Who occurs in this many services is in every run; the others with --full."""
PAGES = ("/", *steps.PAGES, "/uitvoer.json", "/uitvoer.pdf")
OURS = ("could not be drawn", "Traceback", "parser failed", "answer not understood")
SAME_TIME = 4


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory, magda_mock: Path) -> Iterator[Live]:
    """A second demo, whose sources give the shared answers at once."""
    place = tmp_path_factory.mktemp("real") / "data"
    with landscape.demo(place, MAGDA_MOCK_DATA=str(magda_mock)) as running:
        at_once = {"*": {"mode": "fine", "fastest": 0, "slowest": 0}}
        with steps.behaving(running, **at_once):
            yield running


def people(folder: Path) -> dict[str, int]:
    """Every valid national number of the folder, with the number of services that know it."""
    known: dict[str, set[str]] = defaultdict(set)
    for file in folder.rglob("*.xml"):
        try:
            known[Ssin(file.stem).digits].add(file.relative_to(folder).parts[1])
        except ValueError:
            continue
    return {number: len(services) for number, services in known.items()}


def visit(live: Live, cookie: str) -> list[str]:
    """Open every page as one person; returns what was wrong, without the number."""
    wrong = []
    headers = {"cookie": f"mbp={cookie}", "accept-language": "nl"}
    with httpx.Client(base_url=live.portal, headers=headers, trust_env=False, timeout=60) as client:
        for path in PAGES:
            answer = client.get(path)
            if answer.status_code != 200 or not _whole(path, answer.content):
                wrong.append(f"{path}: {answer.status_code}, {len(answer.content)} bytes")
            if "We kunnen dit deel nu niet tonen" in answer.text:
                wrong.append(f"{path}: a part could not be drawn")
    return wrong


def _whole(path: str, content: bytes) -> bool:
    """Whether a page, or a file, came to its end."""
    if path.endswith(".pdf"):
        return content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")
    return bool(json.loads(content)) if path.endswith(".json") else content.rstrip().endswith(b"</html>")


def visits(live: Live, numbers: list[str]) -> dict[str, list[str]]:
    """Let people visit, a few at the same time; returns whose visit went wrong and how."""
    cookies = steps.mint(live, [(number, "Proef", "Persoon") for number in numbers])
    with ThreadPoolExecutor(SAME_TIME) as pool:
        found = pool.map(lambda cookie: visit(live, cookie), cookies)
    return {number: wrong for number, wrong in zip(numbers, found, strict=True) if wrong}


def complaints(live: Live) -> list[str]:
    """What our own logs complain about, each once."""
    lines = [line for text in steps.logs(live).values() for line in text.splitlines()]
    return sorted({line[:400] for line in lines if any(word in line for word in OURS)})


def test_people_whom_many_services_know_can_open_every_page(real: Live, magda_mock: Path) -> None:
    known = people(magda_mock)
    chosen = sorted({number for number, services in known.items() if services >= OFTEN} | set(ALWAYS))
    assert len(chosen) >= 20
    assert visits(real, chosen) == {}
    assert complaints(real) == []


@pytest.mark.slow
def test_everybody_in_the_folder_can_open_every_page(real: Live, magda_mock: Path) -> None:
    assert visits(real, sorted(people(magda_mock))) == {}
    assert complaints(real) == []


def test_a_person_of_the_folder_signs_in_with_a_card(page: Page, real: Live) -> None:
    page.goto(f"{real.portal}/aanmelden?terug=/gegevens/family")
    steps.show_card(page, "71.69.09-998.27")
    page.wait_for_url(f"{real.portal}/gegevens/family", timeout=20_000)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".facts").first).to_be_visible()
    assert page.locator(".facts > *").count() > 10
    expect(page.get_by_role("main")).not_to_contain_text("We kunnen dit deel nu niet tonen")
    assert complaints(real) == []


@pytest.mark.parametrize("number", ["71690999827", "67621546751", "78680698972", "31612199733"])
def test_axe_finds_nothing_on_what_real_services_say(tab: Page, real: Live, look: Look, number: str) -> None:
    cookie = steps.mint(real, [(number, "Proef", "Persoon")])[0]
    tab.context.add_cookies([{"name": "mbp", "value": cookie, "url": real.portal}])
    for path in ("/", *steps.PAGES):
        tab.goto(real.portal + path)
        tab.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
        look()
