"""Stepping up (A7): a page asks for a surer key, says which, and comes back to that page."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.http import HttpResponse

from burgerprofiel.access import actions
from burgerprofiel.access.identity import Identity
from burgerprofiel.access.models import Session, SignIn
from burgerprofiel.access.relying import exchange
from burgerprofiel.access.viewer import Proof
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.levels import Key
from burgerprofiel.simulators.card_reader.cards import Box, Card
from tests.access.surfing import ACCESS, PORTAL, Browser, SignInPage, card

PAGE = "/gegevens/family?jaar=2024"
_TRACE = Trace(actor="test")


def _who(someone: Card) -> Identity:
    subject = someone.holder.subject
    return Identity("Noor", "Vandenbos", subject.ssin)


def signed_in_with(browser: Browser, someone: Card, key: Key) -> None:
    """Somebody who is signed in at both hosts with this key."""
    who, proof = _who(someone), Proof(key, clock.now())
    portal = actions.open_session(who, [proof], "test", "", _TRACE)
    browser.client(PORTAL).cookies[settings.SESSION_COOKIE] = portal.text
    browser.client(ACCESS).cookies[settings.SIGN_IN_COOKIE] = actions.sign_in(who, (proof,), _TRACE).text


def button(page: HttpResponse) -> str:
    """Where the page's button leads."""
    found = re.search(r'<a class="button" href="([^"]*)"', page.content.decode())
    assert found
    return PORTAL + html.unescape(found[1])


def keys_page(browser: Browser, page: HttpResponse) -> tuple[SignInPage, str]:
    """Press the button; the provider's page where one chooses a key, and its text."""
    _where, answer = browser.follow(browser.get(button(page)))
    assert answer.status_code == 200
    return SignInPage(browser, answer.content.decode()), answer.content.decode()


@pytest.fixture
def weak(surfer: Browser, box: Box) -> Browser:
    """Noor, signed in with user name and password only."""
    signed_in_with(surfer, card(box), Key.csampassword)
    return surfer


@pytest.fixture
def told(weak: Browser) -> HttpResponse:
    """What she reads when she opens her data."""
    where, page = weak.follow(weak.get(PORTAL + PAGE))
    assert where.startswith(f"{PORTAL}/aanmelden/sterker?")
    return page


def test_the_page_says_which_level_is_missing_and_which_keys_reach_it(told: HttpResponse) -> None:
    text = told.content.decode()
    assert told.status_code == 200
    assert "Deze pagina vraagt een sterkere sleutel" in text
    assert "De zekerheid daarvan is: laag. Deze pagina vraagt: stevig." in text
    assert "eID en kaartlezer" in text


def test_the_provider_is_asked_only_for_keys_that_reach_the_level(weak: Browser) -> None:
    asked = weak.get(f"{PORTAL}/aanmelden?terug=/gegevens&niveau=27")["Location"]
    assert parse_qs(urlsplit(asked).query)["acr_values"] == [f"{Key.eid.urn} {Key.eidashigh.urn} {Key.itsme.urn}"]


def test_the_provider_says_it_too(weak: Browser, told: HttpResponse) -> None:
    _page, text = keys_page(weak, told)
    assert "Voor deze pagina hebt u een sterkere sleutel nodig" in text


def test_after_the_stronger_key_one_is_back_on_that_page(weak: Browser, box: Box, told: HttpResponse) -> None:
    page, _text = keys_page(weak, told)
    assert page.show(box, card(box)).status_code == 200
    where, _answer = weak.follow(weak.get(ACCESS + page.go_on), until=f"{PORTAL}/gegevens")
    assert where == PORTAL + PAGE


def test_the_portal_session_is_a_new_one_with_the_stronger_proof_alone(
    weak: Browser, box: Box, told: HttpResponse
) -> None:
    before = Session.objects.get()
    page, _text = keys_page(weak, told)
    page.show(box, card(box))
    weak.follow(weak.get(ACCESS + page.go_on), until=f"{PORTAL}/gegevens")
    after = Session.objects.get()
    assert after.id != before.id
    assert [key for key, _at in after.proofs] == ["eid"]
    assert [key for key, _at in SignIn.objects.get().proofs] == ["csampassword", "eid"]


def test_who_cancels_stays_signed_in_and_can_still_go_on(weak: Browser, box: Box, told: HttpResponse) -> None:
    page, _text = keys_page(weak, told)
    _where, stopped = weak.follow(weak.get(ACCESS + page.cancel))
    assert "U toonde geen sterkere sleutel" in stopped.content.decode()
    assert Session.objects.count() == 1
    again, _text = keys_page(weak, stopped)
    again.show(box, card(box))
    where, _answer = weak.follow(weak.get(ACCESS + again.go_on), until=f"{PORTAL}/gegevens")
    assert where == PORTAL + PAGE


def test_a_second_tab_that_was_faster_leaves_nothing_to_ask(weak: Browser, box: Box, told: HttpResponse) -> None:
    page, _text = keys_page(weak, told)
    page.show(box, card(box))
    weak.follow(weak.get(ACCESS + page.go_on), until=f"{PORTAL}/gegevens")
    for other in (button(told), f"{PORTAL}/aanmelden/sterker?terug=%2Fgegevens%2Fhome&niveau=25"):
        where, _answer = weak.follow(weak.get(other), until=f"{PORTAL}/gegevens")
        assert where.startswith(f"{PORTAL}/gegevens/")


def test_an_attempt_that_is_too_old_leads_to_the_question_again(weak: Browser, told: HttpResponse) -> None:
    where, page = weak.follow(weak.get(f"{PORTAL}/aanmelden/terug?state=lost&code=x&iss={ACCESS}/op"))
    assert (where, page.status_code) == (f"{PORTAL}/", 200)
    assert Session.objects.count() == 1


def test_a_weaker_answer_never_lowers_the_session(surfer: Browser, box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    signed_in_with(surfer, card(box), Key.csamsms)
    page = surfer.to_step_up("/gegevens/home", level=35)
    page.show(box, card(box))
    monkeypatch.setattr(exchange, "_proof", lambda _claims: Proof(Key.csampassword, clock.now()))
    where, _answer = surfer.follow(surfer.get(ACCESS + page.go_on), until=f"{PORTAL}/gegevens")
    assert where == f"{PORTAL}/gegevens/home"
    assert [key for key, _at in Session.objects.get().proofs] == ["csamsms"]


def test_somebody_else_who_signs_in_takes_the_place_whatever_the_level(
    surfer: Browser, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in_with(surfer, card(box), Key.csamsms)
    before = Session.objects.get().citizen_id
    page = surfer.to_step_up("/gegevens/home", level=35)
    page.show(box, card(box, "De Smet"))
    monkeypatch.setattr(exchange, "_proof", lambda _claims: Proof(Key.csampassword, clock.now()))
    surfer.follow(surfer.get(ACCESS + page.go_on), until=f"{PORTAL}/gegevens")
    assert Session.objects.get().citizen_id != before


def test_who_is_not_signed_in_goes_to_sign_in_at_that_level(surfer: Browser) -> None:
    answer = surfer.get(f"{PORTAL}/aanmelden/sterker?terug=%2Fgegevens&niveau=35")
    assert answer["Location"] == f"{PORTAL}/aanmelden?terug=%2Fgegevens&niveau=35"


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/aanmelden/sterker"])
def test_the_way_back_is_ours(weak: Browser, back: str) -> None:
    page = weak.get(f"{PORTAL}/aanmelden/sterker?niveau=25&terug={back}")
    assert button(page).endswith("/aanmelden?terug=%2F&niveau=25")
