"""The overview shows our own mailbox at once, and what others hold as soon as they tell; nobody waits for them."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from django.http.response import HttpResponseBase

from burgerprofiel.audit.models import AuditEvent
from burgerprofiel.portal.pages import landing
from burgerprofiel.simulators.registry.faults import Mode
from burgerprofiel.sources import queries
from tests.mailbox.federation.conftest import Other
from tests.mailbox.federation.test_pages import SUBJECT
from tests.mailbox.federation.test_waiting import badge, lists, noor, unread_there
from tests.mailbox.owning import Owner
from tests.portal import world
from tests.portal.reading import body, chunks

__all__ = ["noor"]
pytestmark = pytest.mark.django_db(transaction=True)
BILL = "Betaal"


@pytest.fixture(autouse=True)
def sources(monkeypatch: pytest.MonkeyPatch) -> world.Sources:
    """Sources that answered already."""
    fake = world.Sources()
    for module in ("sources.themes", "portal.themes", "portal.pages.landing"):
        monkeypatch.setattr(f"burgerprofiel.{module}.all_themes", lambda: world.THEMES)
    landing._page.cache_clear()
    monkeypatch.setattr(queries, "gather", fake.gather)
    monkeypatch.setattr(queries, "gathered", fake.gathered)
    return fake


def home(noor: Owner, path: str = "/") -> str:
    """What the overview says when all of it is there."""
    return " ".join(re.sub(r"<[^>]+>", " ", body(noor.get(path))).split())


def pieces(answer: HttpResponseBase) -> Iterator[tuple[float, str]]:
    """The pieces in which a page leaves, and when."""
    began = time.monotonic()
    for piece in chunks(answer):
        yield time.monotonic() - began, piece.decode()


def test_what_is_unread_elsewhere_stands_below_our_own(noor: Owner, other: Other) -> None:
    page = home(noor)
    assert "2 ongelezen in deze mailbox" in page
    assert f"Federaal register: {unread_there(other)} ongelezen" in page
    assert badge(noor).startswith(f"{2 + unread_there(other)} ")


def test_a_bill_elsewhere_is_a_thing_to_do(noor: Owner, other: Other) -> None:
    page = home(noor)
    assert SUBJECT in page.partition("Eerst doen")[2].partition("Uw gegevens")[0]


def test_our_own_mailbox_is_there_while_another_still_thinks(noor: Owner, other: Other) -> None:
    other.behave(milliseconds=1200)
    seen: dict[str, float] = {}
    for moment, piece in pieces(noor.get("/")):
        for name in ('slot="mail"', "Uw retributie", "Federaal register:"):
            if name in piece:
                seen.setdefault(name, moment)
    assert seen['slot="mail"'] < 0.9
    assert seen["Uw retributie"] < 0.9
    assert seen["Federaal register:"] > 0.9


def test_a_registry_that_does_not_answer_is_said_and_asked_again(noor: Owner, other: Other) -> None:
    other.behave(Mode.REFUSES)
    page = home(noor)
    assert "Federaal register antwoordt nu niet. De berichten zijn daar veilig. Opnieuw proberen" in page
    assert "Niet alle bronnen waren bereikbaar" in page
    other.behave()
    assert f"Federaal register: {unread_there(other)} ongelezen" in home(noor, "/?opnieuw=berichten")


def test_who_comes_back_in_a_moment_asks_nobody_and_gets_the_page_whole(noor: Owner, other: Other) -> None:
    home(noor)
    other.state.asked.clear()
    again = noor.get("/")
    assert not again.streaming
    assert f"Federaal register: {unread_there(other)} ongelezen" in " ".join(
        re.sub(r"<[^>]+>", " ", again.content.decode()).split()
    )
    assert not other.state.asked


def test_who_comes_from_the_list_sees_it_while_sources_still_answer(
    noor: Owner, other: Other, sources: world.Sources
) -> None:
    noor.get("/berichten")
    other.state.asked.clear()
    sources.sealed = False
    page = home(noor)
    assert f"Federaal register: {unread_there(other)} ongelezen" in page
    assert "zaken vragen iets van u" in page
    assert not other.state.asked


def test_a_registry_is_asked_once_and_that_is_in_the_trail(noor: Owner, other: Other) -> None:
    home(noor)
    assert len(lists(other)) == 1
    assert AuditEvent.objects.filter(citizen_id=noor.citizen_id, tag="mailbox.registry.asked").count() == 1


def test_the_menu_learns_it_on_the_page_that_asked(noor: Owner, other: Other) -> None:
    both = 2 + unread_there(other)
    assert f'data-unread-all="{both}" data-unread-words="({both} ongelezen)"' in body(noor.get("/"))
