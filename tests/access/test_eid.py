"""Cards that are not accepted: each has its own reason, plain words, and never an error of ours."""

from __future__ import annotations

import asyncio
import base64
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import httpx
import pytest
from cryptography.x509 import ocsp
from django.conf import settings

from burgerprofiel.access.eid import challenge, status, trust
from burgerprofiel.kit import clock, http
from burgerprofiel.simulators.card_reader import responder
from burgerprofiel.simulators.card_reader.authority import Authority, Subject
from burgerprofiel.simulators.card_reader.cards import Box, Card
from burgerprofiel.simulators.card_reader.holders import Defect, Holder
from tests.access.conftest import OCSP, Outside
from tests.access.surfing import ACCESS, Browser, card, kind
from tests.access.test_sign_in import tags


@pytest.mark.parametrize(
    ("family", "defect", "reason"),
    [
        ("Vandenbos", Defect.EXPIRED, "card-expired"),
        ("Claes", Defect.REVOKED, "card-revoked"),
        ("Peeters", Defect.FOREIGN, "foreign-issuer"),
        ("De Smet", Defect.SILENT, "status-unavailable"),
    ],
)
def test_a_card_with_a_defect_is_refused_for_its_own_reason(
    surfer: Browser, box: Box, family: str, defect: Defect, reason: str
) -> None:
    assert kind(surfer.to_keys().show(box, card(box, family, defect))) == reason


def test_a_revoked_card_is_in_its_holders_trail(surfer: Browser, box: Box) -> None:
    assert Browser().to_keys().show(box, card(box, "Wouter Jan")).status_code == 200
    surfer.to_keys().show(box, card(box, "Claes", Defect.REVOKED))
    assert tags()[1:] == ["access.key.refused"]


def test_a_card_that_proves_nothing_is_in_nobodys_trail(surfer: Browser, box: Box) -> None:
    surfer.to_keys().show(box, card(box, "Peeters", Defect.FOREIGN))
    assert tags() == []


def test_a_replayed_token_is_refused(surfer: Browser, box: Box) -> None:
    page = surfer.to_keys()
    nonce = page.challenge()
    token = box.token(card(box), ACCESS, nonce)
    assert page.send(nonce, token).status_code == 200
    assert kind(page.send(nonce, token)) == "replayed"


def test_a_token_of_an_earlier_challenge_is_refused(surfer: Browser, box: Box) -> None:
    page = surfer.to_keys()
    token = box.token(card(box), ACCESS, page.challenge())
    assert kind(page.send(page.challenge(), token)) == "wrong-signature"


def test_a_challenge_of_another_browser_is_lost(surfer: Browser, box: Box) -> None:
    nonce = surfer.to_keys().challenge()
    assert kind(Browser().to_keys().send(nonce, box.token(card(box), ACCESS, nonce))) == "nonce-lost"


def test_an_invented_challenge_is_lost(surfer: Browser, box: Box) -> None:
    nonce = base64.b64encode(bytes(32)).decode()
    assert kind(surfer.to_keys().send(nonce, box.token(card(box), ACCESS, nonce))) == "nonce-lost"


def test_a_challenge_lasts_five_minutes(surfer: Browser, box: Box) -> None:
    page = surfer.to_keys()
    nonce = page.challenge()
    with clock.frozen_at(datetime.now(UTC) + challenge.LIFETIME + timedelta(seconds=1)):
        assert kind(page.send(nonce, box.token(card(box), ACCESS, nonce))) == "nonce-expired"


def test_a_page_that_was_open_for_hours_still_works(surfer: Browser, box: Box) -> None:
    page = surfer.to_keys()
    del surfer.client(ACCESS).cookies["mbp-poging"]
    assert page.show(box, card(box)).status_code == 200


def test_somebody_who_was_never_here_has_no_trail(surfer: Browser, box: Box) -> None:
    surfer.to_keys().show(box, card(box, "Claes", Defect.REVOKED))
    assert tags() == []


@pytest.mark.parametrize("origin", ["https://evil.example", "", ACCESS + "/", ACCESS.replace("toegang", "mijn")])
def test_a_token_made_for_another_site_is_refused(surfer: Browser, box: Box, origin: str) -> None:
    assert kind(surfer.to_keys().show(box, card(box), origin=origin)) == "wrong-signature"


def test_a_request_from_another_site_is_refused(surfer: Browser, box: Box) -> None:
    page = surfer.to_keys()
    nonce = page.challenge()
    answer = page.send(nonce, box.token(card(box), ACCESS, nonce), origin="https://evil.example")
    assert answer.status_code == 403


def test_a_request_from_our_own_portal_is_refused_too(surfer: Browser, box: Box) -> None:
    page = surfer.to_keys()
    nonce = page.challenge()
    answer = page.send(nonce, box.token(card(box), ACCESS, nonce), origin=ACCESS.replace("toegang", "mijn"))
    assert kind(answer) == "wrong-origin"


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("format", "web-eid:2.0", "not-a-token"),
        ("format", "", "not-a-token"),
        ("algorithm", "none", "not-a-token"),
        ("algorithm", "HS256", "not-a-token"),
        ("algorithm", "ES512", "wrong-signature"),
        ("algorithm", "RS256", "wrong-signature"),
        ("signature", "", "wrong-signature"),
        ("signature", "!", "not-a-token"),
        ("signature", base64.b64encode(bytes(96)).decode(), "wrong-signature"),
        ("unverifiedCertificate", "", "not-a-token"),
        ("unverifiedCertificate", base64.b64encode(b"\x30\x82" + bytes(300)).decode(), "not-a-token"),
        ("unverifiedCertificate", "ééé", "not-a-token"),
    ],
)
def test_an_altered_token_is_refused(surfer: Browser, box: Box, field: str, value: str, reason: str) -> None:
    page = surfer.to_keys()
    nonce = page.challenge()
    assert kind(page.send(nonce, box.token(card(box), ACCESS, nonce) | {field: value})) == reason


@pytest.mark.parametrize(
    "body", [{}, {"challengeNonce": 1, "token": {}}, {"challengeNonce": "x", "token": {"format": "x"}}]
)
def test_what_is_no_token_at_all_is_refused(surfer: Browser, body: dict[str, object]) -> None:
    page = surfer.to_keys()
    assert kind(surfer.post(ACCESS + page.words["show"], body, page.token)) == "not-a-token"


def test_anothers_card_with_ones_own_signature_is_refused(surfer: Browser, box: Box) -> None:
    page = surfer.to_keys()
    nonce = page.challenge()
    mine, theirs = (box.token(card(box, family), ACCESS, nonce) for family in ("Vandenbos", "Peeters"))
    stolen = mine | {"unverifiedCertificate": theirs["unverifiedCertificate"]}
    assert kind(page.send(nonce, stolen)) == "wrong-signature"


def _made(box: Box, subject: Subject, **ignored: object) -> Card:
    """A card that is not among the reader's own."""
    return Card("x", 4711, Holder(subject))


def test_a_card_that_the_issuer_does_not_know_is_refused(surfer: Browser, box: Box) -> None:
    assert kind(surfer.to_keys().show(box, _made(box, Subject("85631441236", "Noor", "Vandenbos")))) == "card-unknown"


def test_a_card_without_a_valid_number_is_refused(surfer: Browser, box: Box) -> None:
    assert (
        kind(surfer.to_keys().show(box, _made(box, Subject("85631441237", "Noor", "Vandenbos"))))
        == "no-national-number"
    )


def test_an_authority_that_calls_itself_like_ours_is_still_foreign(surfer: Browser, box: Box) -> None:
    page, twin = surfer.to_keys(), Box.__new__(Box)
    twin.authority = twin.foreign = Authority.make()
    twin._ocsp = OCSP
    assert kind(page.show(twin, _made(twin, Subject("85631441236", "Noor", "Vandenbos")))) == "foreign-issuer"


def test_a_stale_word_of_the_issuer_does_not_count(surfer: Browser, box: Box, outside: Outside) -> None:
    def stale(question: bytes) -> bytes:
        asked = ocsp.load_der_ocsp_request(question)
        return responder.signed(box.authority, asked, ocsp.OCSPCertStatus.GOOD, datetime.now(UTC) - timedelta(days=2))

    outside.ocsp = stale
    assert kind(surfer.to_keys().show(box, card(box))) == "status-unavailable"


def test_the_issuer_s_word_counts_after_a_year_in_which_the_demo_was_never_started_anew(
    surfer: Browser, box: Box, outside: Outside
) -> None:
    def fresh(question: bytes) -> bytes:
        asked = ocsp.load_der_ocsp_request(question)
        return responder.signed(box.authority, asked, ocsp.OCSPCertStatus.GOOD, clock.now())

    outside.ocsp = fresh
    assert surfer.to_keys().show(box, card(box)).status_code == 200
    with clock.frozen_at(clock.now() + timedelta(days=365)):
        assert Browser().to_keys().show(box, card(box)).status_code == 200


def test_a_good_word_of_somebody_else_than_the_issuer_does_not_count(
    surfer: Browser, box: Box, outside: Outside
) -> None:
    def forged(question: bytes) -> bytes:
        return responder.signed(box.foreign, ocsp.load_der_ocsp_request(question), ocsp.OCSPCertStatus.GOOD)

    outside.ocsp = forged
    assert kind(surfer.to_keys().show(box, card(box))) == "status-unavailable"


def test_an_answer_to_another_question_does_not_count(surfer: Browser, box: Box, outside: Outside) -> None:
    earlier: list[bytes] = []

    def same_again(question: bytes) -> bytes:
        earlier.append(responder.answer(box, question))
        return earlier[0]

    outside.ocsp = same_again
    page = surfer.to_keys()
    assert page.show(box, card(box)).status_code == 200
    assert kind(page.show(box, card(box))) == "status-unavailable"


def test_an_issuer_that_answers_drop_by_drop_is_not_waited_for(
    surfer: Browser, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def drops(_request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(30)
        return httpx.Response(200)

    monkeypatch.setattr(status, "DEADLINE", 0.1)
    monkeypatch.setattr(http, "async_client", lambda _seconds: httpx.AsyncClient(transport=httpx.MockTransport(drops)))
    assert kind(surfer.to_keys().show(box, card(box))) == "status-unavailable"


@pytest.mark.parametrize("garbage", [b"", b"<html>", bytes(200_000)])
def test_an_issuer_that_talks_nonsense_is_not_available(
    surfer: Browser, box: Box, outside: Outside, garbage: bytes
) -> None:
    outside.ocsp = lambda _question: garbage
    assert kind(surfer.to_keys().show(box, card(box))) == "status-unavailable"


@pytest.mark.parametrize("deep", ['{"challengeNonce": "x", "token": {"x": ' + "[" * 100_000, "[" * 100_000])
def test_a_token_without_bottom_is_refused(surfer: Browser, deep: str) -> None:
    headers = {"host": urlsplit(ACCESS).netloc, "origin": ACCESS, "x-csrftoken": surfer.to_keys().token}
    answer = surfer.client(ACCESS).post("/op/aanmelden/eid", deep, content_type="application/json", headers=headers)
    assert kind(answer) == "not-a-token"


@pytest.mark.parametrize("before", ["2b8104002203", "2a8648ce3d04030303"])
def test_a_certificate_that_trips_its_reader_is_refused(surfer: Browser, box: Box, before: str) -> None:
    page = surfer.to_keys()
    nonce = page.challenge()
    token = box.token(card(box), ACCESS, nonce)
    der = base64.b64decode(token["unverifiedCertificate"])
    length = der.rindex(bytes.fromhex(before)) + len(before) // 2
    bent = der[:length] + b"\x81" + der[length + 1 :]
    refused = page.send(nonce, token | {"unverifiedCertificate": base64.b64encode(bent).decode()})
    assert kind(refused) == "not-a-token"


def test_outside_the_demo_the_authority_of_a_demo_does_not_count(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(trust.anchors()) >= 2
    monkeypatch.setattr(settings, "CONFIG", replace(settings.CONFIG, demo=False))
    assert trust.anchors() == ()
