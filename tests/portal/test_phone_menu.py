"""On a phone every part of the site is in the menu below: what finds no room in the row stands in “More”."""

from __future__ import annotations

import pytest
from lxml import html

from tests.dossiers import reading
from tests.dossiers.reading import Browser
from tests.portal.reading import tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor(monkeypatch: pytest.MonkeyPatch) -> Browser:
    """Noor, of whom no source knows anything."""
    reading.magda(monkeypatch)
    return reading.browser()


def _leads(menu: html.HtmlElement) -> dict[str, bool]:
    """Where it leads, and whether that is where one is."""
    return {link.get("href"): link.get("aria-current") == "page" for link in menu.iter("a")}


@pytest.mark.parametrize("path", ["/attesten", "/hulp", "/zoeken", "/dossiers"])
def test_the_menu_of_a_phone_leads_wherever_the_other_one_does(noor: Browser, path: str) -> None:
    page = tree(noor.get(path))
    (wide,), (narrow,) = page.find_class("tabs"), page.find_class("bottom")
    assert set(_leads(wide).items()) <= set(_leads(narrow).items())
    assert len([each for each in narrow if each.tag in ("a", "details")]) == 5, "five have room on 320 pixels"


def test_more_is_marked_when_one_is_somewhere_in_it(noor: Browser) -> None:
    for path, inside in (("/attesten", True), ("/dossiers", False)):
        (more,) = tree(noor.get(path)).find_class("rest-of-menu")
        assert ("data-here" in more.attrib) is inside
