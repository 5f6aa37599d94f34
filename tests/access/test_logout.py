"""Signing out: at the portal, then at the provider, and never by somebody else's trick."""

from __future__ import annotations

import base64
from urllib.parse import urlencode, urlsplit
from uuid import UUID

import pytest
from django.conf import settings

from burgerprofiel.access.models import Session, SignIn
from burgerprofiel.access.provider import keys
from burgerprofiel.access.signals import session_ended
from burgerprofiel.simulators.card_reader.cards import Box
from tests.access.surfing import ACCESS, PORTAL, Browser, card, query
from tests.access.test_sign_in import tags


def csrf(surfer: Browser) -> dict[str, str]:
    """The hidden field of a form on the portal."""
    client = surfer.client(PORTAL)
    if "csrf" not in client.cookies or not client.cookies["csrf"].value:
        client.cookies["csrf"] = "a" * 32
    return {"csrfmiddlewaretoken": client.cookies["csrf"].value}


def test_signing_out_ends_both_sessions_and_leaves_nothing(surfer: Browser, box: Box) -> None:
    surfer.sign_in(box, card(box))
    answer = surfer.submit(f"{PORTAL}/afmelden", csrf(surfer))
    where, page = surfer.follow(answer)
    assert where == f"{PORTAL}/afgemeld"
    assert page.status_code == 200
    assert not Session.objects.exists()
    assert not SignIn.objects.exists()
    for origin, name in ((PORTAL, settings.SESSION_COOKIE), (ACCESS, settings.SIGN_IN_COOKIE)):
        assert surfer.client(origin).cookies[name].value == ""
    assert tags()[-2:] == ["access.citizen.signed_out"] * 2


def test_the_rooms_are_told_which_session_ended(surfer: Browser, box: Box) -> None:
    surfer.sign_in(box, card(box))
    ended: list[UUID] = []

    def note(session_id: UUID, **_more: object) -> None:
        ended.append(session_id)

    session_ended.connect(note)
    expected = Session.objects.get().id
    surfer.submit(f"{PORTAL}/afmelden", csrf(surfer))
    assert ended == [expected]


def test_signing_out_without_a_session_is_calm(surfer: Browser) -> None:
    assert surfer.submit(f"{PORTAL}/afmelden", csrf(surfer))["Location"] == "/afgemeld"


def test_another_site_cannot_sign_somebody_out_of_the_portal(surfer: Browser, box: Box) -> None:
    surfer.sign_in(box, card(box))
    assert surfer.submit(f"{PORTAL}/afmelden", {}).status_code == 403
    assert surfer.get(f"{PORTAL}/afmelden").status_code == 405
    assert Session.objects.exists()


def test_without_proof_of_the_application_the_citizen_is_asked(surfer: Browser, box: Box) -> None:
    surfer.sign_in(box, card(box))
    back = f"{PORTAL}/afgemeld"
    question = {"client_id": "mijn-burgerprofiel", "post_logout_redirect_uri": back, "state": "s"}
    for invented in ({}, {"id_token_hint": "a.b.c"}, {"id_token_hint": "é"}):
        page = surfer.get(f"{ACCESS}/op/v1/logout?{urlencode(question | invented)}")
        assert page.status_code == 200
        assert SignIn.objects.exists()
    token = surfer.client(ACCESS).cookies["csrf"].value
    answer = surfer.submit(f"{ACCESS}/op/afmelden", question | {"csrfmiddlewaretoken": token})
    assert f"{back}?state=s" in answer.content.decode()
    assert not SignIn.objects.exists()


def test_nobody_is_sent_to_an_address_that_is_not_registered(surfer: Browser, box: Box) -> None:
    surfer.sign_in(box, card(box))
    first = surfer.submit(f"{PORTAL}/afmelden", csrf(surfer))["Location"]
    told = query(first) | {"post_logout_redirect_uri": "https://evil.example/"}
    answer = surfer.get(f"{ACCESS}{urlsplit(first).path}?{urlencode(told)}")
    assert answer.status_code == 200
    assert "evil" not in answer.content.decode()


def test_the_hint_of_one_application_does_not_serve_another(surfer: Browser, box: Box) -> None:
    surfer.sign_in(box, card(box))
    first = surfer.submit(f"{PORTAL}/afmelden", csrf(surfer))["Location"]
    told = query(first) | {"client_id": "somebody-else"}
    assert surfer.get(f"{ACCESS}{urlsplit(first).path}?{urlencode(told)}").status_code == 200
    assert SignIn.objects.exists()


def test_a_hint_about_somebody_else_signs_nobody_out(surfer: Browser, box: Box) -> None:
    mallory = Browser()
    mallory.sign_in(box, card(box, "Wouter Jan"))
    trick = mallory.submit(f"{PORTAL}/afmelden", csrf(mallory))["Location"]
    surfer.sign_in(box, card(box))
    page = surfer.get(trick)
    assert page.status_code == 200
    assert SignIn.objects.filter(citizen_id=Session.objects.get().citizen_id).exists()


@pytest.mark.parametrize(
    "head", ['{"alg": "RS256", "kid": "KID", "crit": 1}', "[" * 50_000, "null", '{"alg": ["RS256"]}']
)
def test_a_hint_that_trips_its_reader_proves_nothing(surfer: Browser, box: Box, head: str) -> None:
    surfer.sign_in(box, card(box))
    kid = keys.jwks()["keys"][0]["kid"]
    hint = ".".join(
        base64.urlsafe_b64encode(part).decode().rstrip("=")
        for part in (head.replace("KID", kid).encode(), b"{}", bytes(64))
    )
    assert surfer.get(f"{ACCESS}/op/v1/logout?id_token_hint={hint}").status_code == 200
    assert SignIn.objects.exists()
