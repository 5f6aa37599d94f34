"""One number for all registries: in the menu, above the list, beside it; and never a lie when one does not answer."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from burgerprofiel.kit import clock
from burgerprofiel.mailbox.federation import configuration, members, side_by_side
from burgerprofiel.mailbox.models import Waiting
from burgerprofiel.mailbox.own import waiting
from burgerprofiel.mailbox.pages import elsewhere
from burgerprofiel.simulators.registry.faults import Mode
from tests.mailbox import boxes
from tests.mailbox.federation.conftest import NOOR, Other, many
from tests.mailbox.federation.test_pages import SUBJECT, _vouched
from tests.mailbox.owning import Owner, owner

pytestmark = pytest.mark.django_db(transaction=True)
SETTINGS = "/berichten/instellingen"
"""A page that asks nobody anything."""


@pytest.fixture
def noor(other: Other, monkeypatch: pytest.MonkeyPatch) -> Owner:
    """Noor, with two unread messages here, one of them to pay, and others at the other registry."""
    other.state.whose = _vouched
    monkeypatch.setattr(members, "configured", lambda: configuration.Federation((other.peer(),)))
    monkeypatch.setattr(members, "_known", {})
    monkeypatch.setattr(side_by_side, "_last", {})
    call_command("access_setup")
    noor = owner()
    boxes.box(noor.citizen_id)
    boxes.message(noor.citizen_id, "Uw parkeerkaart", at=clock.now() - timedelta(hours=3))
    boxes.message(noor.citizen_id, "Uw retributie", amount=25_00, due_at=clock.now() + timedelta(days=40))
    return noor


def badge(noor: Owner, path: str = SETTINGS) -> str:
    """What the menu says of the mailbox, to eye and ear."""
    page = noor.get(path).content.decode()
    found = re.search(r'<b class="badge-count" data-unread>(.*?)</b>', page)
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split()) if found else ""


def unread_there(other: Other) -> int:
    """How many the other registry holds unread."""
    return sum((NOOR, each.id) not in other.state.read for each in other.letters())


def lists(other: Other) -> list[str]:
    """The questions for lists that it was asked."""
    return [url for url in other.state.asked if "/ebox/messages?" in url]


def test_before_anybody_was_asked_the_menu_says_at_least(noor: Owner) -> None:
    assert badge(noor) == "2+ (2 ongelezen) in deze mailbox; andere mailboxen zijn nog niet gevraagd"


def test_the_list_asks_and_the_menu_of_every_page_knows_it_then(noor: Owner, other: Other) -> None:
    both = 2 + unread_there(other)
    page = noor.text("/berichten")
    assert f"{both} ongelezen" in page
    assert f"Ongelezen {both} " in page
    other.state.asked.clear()
    assert badge(noor) == f"{both} ({both} ongelezen)"
    assert not other.state.asked


def test_one_page_asks_a_registry_once(noor: Owner, other: Other) -> None:
    noor.get("/berichten")
    assert len(lists(other)) == 1


def test_with_more_than_a_page_there_the_registry_counts(noor: Owner, other: Other) -> None:
    letters = many(70, clock.now())
    other.state.letters = lambda _ssin, _at: letters
    other.state.read.update((NOOR, each.id) for each in letters[10:])
    noor.get("/berichten")
    assert badge(noor).startswith("12 ")
    assert sum("readStatus=false" in url for url in lists(other)) == 1


def test_a_silent_registry_is_named_beside_the_number(noor: Owner, other: Other) -> None:
    other.behave(Mode.REFUSES)
    assert "2 ongelezen" in noor.text("/berichten")
    assert badge(noor) == "2+ (2 ongelezen) en die van Federaal register, dat nu niet antwoordt"
    other.behave()
    noor.get("/berichten?opnieuw=federaal")
    assert badge(noor).startswith(f"{2 + unread_there(other)} ")


def test_what_was_opened_there_is_counted_no_more(noor: Owner, other: Other) -> None:
    noor.get("/berichten")
    before = 2 + unread_there(other)
    letter = next(each for each in other.letters() if each.body and (NOOR, each.id) not in other.state.read)
    address = elsewhere.address("federaal", letter.id)
    noor.get(f"{address}/tekst")
    assert badge(noor).startswith(f"{before - 1} ")
    noor.get(f"{address}/tekst")
    assert badge(noor).startswith(f"{before - 1} ")


def test_what_is_to_pay_there_stands_with_ours_the_nearest_day_first(noor: Owner, other: Other) -> None:
    pane = noor.text("/berichten").partition("Te betalen Aangetekend")[2].rpartition("Te betalen")[2]
    assert pane.index(SUBJECT) < pane.index("Uw retributie")
    assert "Federaal register" in pane
    assert "weten wij niet of u ze betaald hebt" in pane


def test_the_part_to_pay_of_the_mailbox_holds_them_too(noor: Owner, other: Other) -> None:
    page = noor.text("/berichten?toon=te-betalen").partition("Kies een bericht")[0]
    assert SUBJECT in page
    assert "Uw retributie" in page
    assert "2 berichten" in page
    other.behave(Mode.REFUSES)
    page = noor.text("/berichten?toon=te-betalen")
    assert "1 bericht en die van Federaal register, dat nu niet antwoordt" in page
    assert "Van Federaal register, dat nu niet antwoordt, weten wij niet wat er te betalen is." in page


def test_what_is_kept_is_noise_and_goes_with_the_session(noor: Owner, other: Other) -> None:
    noor.get("/berichten")
    (row,) = Waiting.objects.filter(citizen_id=noor.citizen_id)
    assert SUBJECT.encode() not in bytes(row.sealed)
    assert b"federaal" not in bytes(row.sealed)
    noor.client.post("/afmelden", headers={"origin": settings.CONFIG.portal_origin})
    assert not Waiting.objects.exists()


def test_a_row_of_another_session_says_nothing(noor: Owner, other: Other) -> None:
    noor.get("/berichten")
    sealed = Waiting.objects.get().sealed
    elsewhere_signed_in = owner()
    elsewhere_signed_in.get("/berichten")
    Waiting.objects.filter(citizen_id=noor.citizen_id).update(sealed=sealed)
    assert badge(elsewhere_signed_in).startswith("2+ ")


def test_what_a_session_left_that_ran_out_is_swept(noor: Owner, other: Other) -> None:
    noor.get("/berichten")
    assert waiting.sweep() == 0
    Waiting.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert waiting.sweep() == 1


def test_the_menu_costs_one_statement_with_others_as_without(noor: Owner, other: Other) -> None:
    noor.get("/berichten")
    with CaptureQueriesContext(connection) as asked:
        noor.get("/hulp")
    assert sum("mailbox_" in each["sql"] for each in asked.captured_queries) == 1
