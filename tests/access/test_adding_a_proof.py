"""Showing a second key adds a proof; it makes no older one younger, and revives nothing that was ended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import RequestFactory

from burgerprofiel.access import actions, ending, queries, signing_in
from burgerprofiel.access.cookies import SessionCookie
from burgerprofiel.access.keys import store
from burgerprofiel.access.models import SignIn
from burgerprofiel.access.viewer import Proof
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock
from burgerprofiel.kit.levels import Key
from burgerprofiel.people.actions import meet
from tests.access.surfing import ACCESS, Browser
from tests.access.test_my_keys import KEYS, VISITS, a_key, signed_in, someone, submit

pytestmark = pytest.mark.django_db
_TRACE = Trace(actor="test")


def _with(cookie: SessionCookie) -> HttpRequest:
    """A request of the browser that holds this session at the provider."""
    request = RequestFactory(headers={"host": ACCESS.removeprefix("http://")}).post("/op/aanmelden")
    request.COOKIES[settings.SIGN_IN_COOKIE] = cookie.text
    return request


def _keys_after(cookie: SessionCookie, key: Key) -> set[str]:
    """Which proofs the session has after another key was shown."""
    accepted = signing_in.accept(_with(cookie), someone(), key)
    found = queries.signed_in(accepted)
    assert found
    return {proof.key.name for proof in found.proofs}


def test_a_second_key_is_added_to_the_first() -> None:
    cookie = actions.sign_in(someone(), (Proof(Key.eid, clock.now()),), _TRACE)
    assert _keys_after(cookie, Key.csammail) == {"eid", "csammail"}


def test_a_proof_of_yesterday_is_not_renewed_by_a_weaker_key() -> None:
    old = Proof(Key.eid, clock.now() - queries.LONGEST - timedelta(seconds=1))
    cookie = actions.sign_in(someone(), (old, Proof(Key.csammail, clock.now())), _TRACE)
    assert _keys_after(cookie, Key.csammail) == {"csammail"}


def test_what_was_ended_meanwhile_lives_on_in_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    cookie = actions.sign_in(someone(), (Proof(Key.eid, clock.now()),), _TRACE)
    really = ending.one_at_a_time

    def somebody_was_quicker(citizen_id: object) -> None:
        really(meet(someone().ssin))
        SignIn.objects.filter(citizen_id=citizen_id).delete()

    monkeypatch.setattr(ending, "one_at_a_time", somebody_was_quicker)
    assert _keys_after(cookie, Key.csammail) == {"csammail"}


def test_a_weaker_key_takes_no_stronger_one_away(surfer: Browser) -> None:
    citizen = signed_in(surfer, someone(), Key.csamsms)
    passkey = a_key(someone())
    address = f"{KEYS}/weg?sleutel={passkey}"
    answer = surfer.get(address)
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/op/aanmelden")
    assert "niveau=26" in answer["Location"]
    submit(surfer, address, VISITS)
    assert [row.id for row in store.mine(citizen)] == [passkey]
