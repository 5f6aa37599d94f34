"""There is one list: the overview, search, export and the menu tell the same dossiers and the same counts."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from burgerprofiel.dossiers.actions import take
from burgerprofiel.kit import clock
from burgerprofiel.kit.answers import Cause, Unavailable
from tests.dossiers import reading
from tests.dossiers.reading import Browser, Magda, a_file, a_source, bell, titles
from tests.dossiers.told import BEGAN, SOURCE, change, id_of
from tests.portal.reading import body, one, tree

pytestmark = pytest.mark.django_db
NEEDS = "<Code>DossierOnvolledig</Code><Actie><ActieNodig>1</ActieNodig></Actie>"


@pytest.fixture
def magda(monkeypatch: pytest.MonkeyPatch) -> Magda:
    return reading.magda(monkeypatch)


@pytest.fixture
def noor(magda: Magda) -> Browser:
    """Two that were pushed, of which MAGDA knows one too, and one that only MAGDA knows."""
    a_source(SOURCE, "ZON")
    take(
        [
            change("a", 1, name="Kapvergunning", action_needed=True, action="Duid de boom aan", due=date(2026, 12, 2)),
            change("b", 5, name="Tuinhuis", code="Goedgekeurd"),
        ]
    )
    magda.tells(
        a_file("b", "ZON", "<Code>Goedgekeurd</Code>", "<Naam>Tuinhuis</Naam>")
        + a_file("c", "STL", NEEDS, "<Naam>Toelage</Naam>")
    )
    return reading.browser()


def test_the_tile_the_list_and_the_menu_count_the_same(noor: Browser) -> None:
    page = noor.html("/dossiers")
    assert len(titles(page)) == 3
    assert "3 dossiers" in page
    home = tree(noor.get("/"))
    assert "3 dossiers 2 wachten op u" in one(home, "tile-dossiers")
    assert bell(page) == bell(noor.html("/")) == page.count('class="dossier new') == 2


@pytest.mark.parametrize("kept", [True, False])
def test_what_asks_something_is_among_what_to_do_first_once_and_leads_to_its_page(
    noor: Browser,
    magda: Magda,
    kept: bool,
) -> None:
    magda.kept = kept
    page = noor.html("/")
    todo = re.findall(r'<article class="card todo".*?</article>', page, re.DOTALL)
    assert [re.findall(r"<h3>(.*?)</h3>", each)[0] for each in todo] == ["Kapvergunning", "Toelage"]
    assert f'href="/dossiers/{id_of("a")}"' in todo[0]
    assert "2 zaken vragen iets van u." in page


def test_what_changed_is_new_on_the_overview_until_one_looked(noor: Browser) -> None:
    lately = (clock.now() - BEGAN).days - 3
    take([change("a", lately, name="Kapvergunning"), change("b", lately, name="Tuinhuis")])
    with_news = noor.html("/").partition('id="news"')[2]
    assert "Kapvergunning" in with_news
    noor.html(f"/dossiers/{id_of('a')}")
    news = noor.html("/").partition('id="news"')[2].partition("</section>")[0]
    assert "Kapvergunning" not in news
    assert "Tuinhuis" in news


def test_while_magda_is_silent_the_tile_tells_what_lies_here_and_says_so(noor: Browser, magda: Magda) -> None:
    magda.answer = Unavailable(clock.now(), Cause.TIMEOUT, "7F3K-2M9Q")
    tile = one(tree(noor.get("/")), "tile-dossiers")
    assert "2 dossiers" in tile
    assert "is nu niet bereikbaar" in tile
    again = body(noor.get("/tegels/dossiers"))
    assert "2 dossiers" in again


def test_search_over_everything_leads_to_the_pages_of_dossiers(noor: Browser) -> None:
    page = body(noor.send("/zoeken", q="kapvergunning"))
    assert f'href="/dossiers/{id_of("a")}"' in page
    assert "/gegevens/dossiers" not in page
    assert "Toelage" in body(noor.send("/zoeken", q="toelage"))


def test_the_open_data_has_each_dossier_once_with_every_state(noor: Browser) -> None:
    take([change("b", 9, name="Tuinhuis", code="Uitgevoerd", phase="Uitvoering")])
    out = json.loads(noor.html("/uitvoer.json"))
    [theme] = [each for each in out["themes"] if each["key"] == "dossiers"]
    facts = [fact for section in theme["sections"] for fact in section["facts"]]
    names = [fact["label"] for fact in facts if re.fullmatch(r"dossier-[0-9a-f-]{36}", fact["key"])]
    assert sorted(names) == ["Kapvergunning", "Toelage", "Tuinhuis"]
    [course] = [fact for fact in facts if fact["key"] == f"dossier-{id_of('b')}-history"]
    assert len(course["details"]) == 2


def test_the_document_is_made_of_the_same(noor: Browser) -> None:
    answer = noor.get("/uitvoer.pdf")
    assert body_bytes(answer).startswith(b"%PDF-")


def body_bytes(answer: object) -> bytes:
    return answer.content  # type: ignore[attr-defined, no-any-return]  # a file is written in one piece
