"""The whole way: from a page of the portal to the provider, a card, and back to that page."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from burgerprofiel.access import faces, queries
from burgerprofiel.access.cookies import SessionCookie
from burgerprofiel.access.models import Session, SignIn
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit.levels import Key
from burgerprofiel.simulators.card_reader.cards import Box
from tests.access.surfing import ACCESS, PORTAL, Browser, card


def tags() -> list[str]:
    """What the trail holds of what was done, in order; that somebody was told of it stands there too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tag FROM audit_event WHERE tag NOT LIKE %s ORDER BY seq", ["notices.%"])
        return [tag for (tag,) in cursor.fetchall()]


def test_a_citizen_signs_in_with_a_card_and_comes_back_to_the_page(surfer: Browser, box: Box) -> None:
    answer = surfer.sign_in(box, card(box), back="/gegevens/family%3Fjaar=2024")
    assert answer.status_code == 302
    assert answer["Location"] == "/gegevens/family?jaar=2024"


def test_the_session_knows_the_name_the_key_and_the_citizen(surfer: Browser, box: Box) -> None:
    surfer.sign_in(box, card(box))
    cookie = SessionCookie.read(surfer.client(PORTAL).cookies[settings.SESSION_COOKIE].value)
    assert cookie
    viewer = queries.viewer(cookie, Trace(actor="citizen"), faces.portal())
    assert viewer
    assert (viewer.given_name, viewer.family_name, viewer.level) == ("Noor", "Vandenbos", Key.eid.level)
    assert viewer.citizen_id == Session.objects.get().citizen_id == SignIn.objects.get().citizen_id


def test_signing_in_is_in_the_trail(surfer: Browser, box: Box) -> None:
    surfer.sign_in(box, card(box))
    assert tags() == ["access.citizen.signed_in", "access.token.issued", "access.session.opened"]


def test_the_session_cookie_is_for_this_host_and_not_for_scripts(surfer: Browser, box: Box) -> None:
    morsel = surfer.sign_in(box, card(box)).cookies[settings.SESSION_COOKIE]
    assert (morsel["httponly"], morsel["samesite"], morsel["path"], morsel["domain"]) == (True, "Lax", "/", "")


def test_neither_number_nor_name_is_in_any_address_or_in_clear_in_the_database(surfer: Browser, box: Box) -> None:
    someone = card(box)
    surfer.sign_in(box, someone)
    addresses = " ".join(surfer.visited)
    assert someone.holder.subject.ssin not in addresses
    assert "Vandenbos" not in addresses
    row = Session.objects.values_list("sealed", "sealed_hint", "proofs").get()
    assert b"Vandenbos" not in bytes(row[0]) + bytes(row[1])


def test_a_second_application_needs_no_second_card(surfer: Browser, box: Box) -> None:
    surfer.sign_in(box, card(box))
    del surfer.client(PORTAL).cookies[settings.SESSION_COOKIE]
    where, _answer = surfer.follow(surfer.get(f"{PORTAL}/aanmelden?terug=/zoeken"), until=f"{PORTAL}/zoeken")
    assert where == f"{PORTAL}/zoeken"


def test_two_tabs_can_sign_in_side_by_side(surfer: Browser, box: Box) -> None:
    first, second = surfer.to_keys("/gegevens/home"), surfer.to_keys("/gegevens/work")
    assert first.show(box, card(box)).status_code == 200
    for page, back in ((second, "/gegevens/work"), (first, "/gegevens/home")):
        where, _answer = surfer.follow(surfer.get(ACCESS + page.go_on), until=f"{PORTAL}/gegevens")
        assert where == PORTAL + back


def test_cancelling_is_a_calm_page_that_keeps_the_way_back(surfer: Browser) -> None:
    page = surfer.to_keys("/gegevens/home")
    where, answer = surfer.follow(surfer.get(ACCESS + page.cancel))
    assert urlsplit(where).path == "/aanmelden/terug"
    assert answer.status_code == 200
    assert "/aanmelden?terug=%2Fgegevens%2Fhome" in answer.content.decode()
    assert not Session.objects.exists()


def test_the_page_without_script_says_that_a_card_reader_needs_it(surfer: Browser) -> None:
    _where, page = surfer.follow(surfer.get(f"{PORTAL}/aanmelden"))
    content = page.content.decode()
    assert 'id="needs-script"' in content


def test_who_is_signed_in_already_goes_straight_on(surfer: Browser, box: Box) -> None:
    surfer.sign_in(box, card(box))
    assert surfer.get(f"{PORTAL}/aanmelden?terug=/zoeken")["Location"] == "/zoeken"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "/%09/evil.example"]
)
def test_nobody_is_sent_to_another_site_after_signing_in(surfer: Browser, box: Box, elsewhere: str) -> None:
    assert surfer.sign_in(box, card(box), back=elsewhere)["Location"] == "/"


def test_an_unknown_host_gets_a_clear_refusal(surfer: Browser) -> None:
    answer = surfer.client(PORTAL).get("/aanmelden", headers={"host": "evil.example"})
    assert answer.status_code in (400, 421)
    assert b"Traceback" not in answer.content
