"""The portal behind somebody else's provider (feature A9): other addresses, RS256, no `iss` in the answer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.conf import settings
from joserfc import jwt
from joserfc.jwk import RSAKey

from burgerprofiel.access import faces
from burgerprofiel.access.models import Session
from burgerprofiel.access.relying import issuer
from burgerprofiel.audit.events import Trace
from burgerprofiel.kit import clock, http
from burgerprofiel.people.profile.mine import profile_of
from burgerprofiel.people.profile.own import choose_language
from burgerprofiel.simulators.magda.cast import BY_SLUG
from tests.access.surfing import PORTAL, Browser, query
from tests.access.test_logout import csrf
from tests.people.mandated import citizen, effective

NAME = "https://idp.example/op"
ITSME = "urn:be:vlaanderen:authmech:itsme"


class Elsewhere:
    """A provider that follows the standard and nothing else."""

    def __init__(self) -> None:
        self.keys = [RSAKey.generate_key(2048, auto_kid=True)]
        self.asked: dict[str, str] = {}
        self.instead: bytes | None = None

    def answer(self, request: httpx.Request) -> httpx.Response:
        """Answer one request of the back channel."""
        if self.instead is not None:
            return httpx.Response(200, content=self.instead)
        return httpx.Response(200, json=getattr(self, request.url.path.strip("/").split("/")[-1].replace("-", "_"))())

    def openid_configuration(self) -> dict[str, str]:
        """Discovery."""
        places = ("authorization", "token", "userinfo")
        return {"issuer": NAME, "jwks_uri": f"{NAME}/jwks"} | {f"{each}_endpoint": f"{NAME}/{each}" for each in places}

    def jwks(self) -> dict[str, Any]:
        """The keys."""
        return {"keys": [key.as_dict(private=False) for key in self.keys]}

    def token(self) -> dict[str, str]:
        """The tokens."""
        now, key = int(time.time()), self.keys[-1]
        claims = {"iss": NAME, "aud": ["portaal-42"], "sub": "abc", "iat": now, "exp": now + 60, "acr": ITSME}
        claims["nonce"] = self.asked["nonce"]
        head = {"alg": "RS256", "kid": key.kid}
        return {"access_token": "t", "id_token": jwt.encode(head, claims, key, algorithms=["RS256"])}

    def userinfo(self) -> dict[str, str]:
        """The person."""
        return {"sub": "abc", "rrn": "85631441236", "given_name": "Noor", "family_name": "Vandenbos"}


@pytest.fixture
def elsewhere(provider: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Elsewhere]:
    """The portal configured to rely on it."""
    made = Elsewhere()
    transport = httpx.MockTransport(made.answer)
    monkeypatch.setattr(http, "client", lambda _seconds: httpx.Client(transport=transport))
    monkeypatch.setattr(settings, "CONFIG", replace(settings.CONFIG, issuer=NAME, client_id="portaal-42"))
    issuer._issuers.clear()
    yield made
    issuer._issuers.clear()


def come_back(surfer: Browser, elsewhere: Elsewhere) -> Any:
    """Go to the provider and come back with a code."""
    elsewhere.asked = query(surfer.get(f"{PORTAL}/aanmelden?terug=/zoeken")["Location"])
    return surfer.get(f"{PORTAL}/aanmelden/terug?code=c&state={elsewhere.asked['state']}")


def test_somebody_signs_in_at_another_provider(elsewhere: Elsewhere) -> None:
    answer = come_back(Browser(), elsewhere)
    assert answer["Location"] == "/zoeken"
    assert Session.objects.get().proofs[0][0] == "itsme"
    assert elsewhere.asked["client_id"] == "portaal-42"


def test_signing_in_at_another_provider_counts_as_signing_in(elsewhere: Elsewhere) -> None:
    noor = citizen("noor")
    with clock.frozen_at(datetime(2024, 1, 1, tzinfo=UTC)):
        choose_language(noor, "fr", Trace(actor="citizen"))
    come_back(Browser(), elsewhere)
    mine = profile_of(noor)
    assert (mine.seen_on, mine.given_name) == (clock.today(), "Noor"), "it is not forgotten for not being used"


def test_another_provider_knows_no_mandates_and_its_word_about_one_counts_for_nothing(elsewhere: Elsewhere) -> None:
    mandate_id = effective(citizen("jozef"), citizen("noor"))
    told = {"ssm_mandaat_id": str(mandate_id), "ssm_mandaatgever": BY_SLUG["jozef"].ssin}
    elsewhere.userinfo = lambda: Elsewhere().userinfo() | told  # type: ignore[method-assign]
    surfer = Browser()
    asked = query(surfer.get(f"{PORTAL}/aanmelden?voor={mandate_id}")["Location"])
    assert "ssm_mandaat" not in asked["scope"]
    assert "login_hint" not in asked
    come_back(surfer, elsewhere)
    assert Session.objects.get().capacity == {}


def test_a_new_key_of_the_provider_is_fetched_when_first_seen(
    elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    come_back(Browser(), elsewhere)
    monkeypatch.setattr(issuer, "_NOT_AGAIN_WITHIN", issuer._REMEMBERED * 0)
    elsewhere.keys.append(RSAKey.generate_key(2048, auto_kid=True))
    assert come_back(Browser(), elsewhere)["Location"] == "/zoeken"


def test_a_discovery_document_of_another_issuer_is_not_believed(elsewhere: Elsewhere) -> None:
    elsewhere.openid_configuration = lambda: Elsewhere().openid_configuration() | {"issuer": "https://evil.example"}  # type: ignore[method-assign]
    assert Browser().get(f"{PORTAL}/aanmelden").status_code == 502


def test_an_address_to_sign_out_at_in_the_clear_is_not_believed(elsewhere: Elsewhere) -> None:
    out = {"end_session_endpoint": "http://idp.example/out"}
    elsewhere.openid_configuration = lambda: Elsewhere().openid_configuration() | out  # type: ignore[method-assign]
    assert Browser().get(f"{PORTAL}/aanmelden").status_code == 502


def test_signing_out_there_keeps_what_stands_in_its_address(elsewhere: Elsewhere) -> None:
    out = {"end_session_endpoint": "https://idp.example/out?realm=burgers"}
    elsewhere.openid_configuration = lambda: Elsewhere().openid_configuration() | out  # type: ignore[method-assign]
    surfer = Browser()
    come_back(surfer, elsewhere)
    asked = query(surfer.submit(f"{PORTAL}/afmelden", csrf(surfer))["Location"])
    assert (asked["realm"], asked["client_id"]) == ("burgers", "portaal-42")


@pytest.mark.parametrize("content", [b"\xff", b'{"a": ' + b"[" * 9999, b"[]"])
def test_an_answer_that_nobody_can_read_is_told_calmly(elsewhere: Elsewhere, content: bytes) -> None:
    surfer = Browser()
    asked = query(surfer.get(f"{PORTAL}/aanmelden")["Location"])
    elsewhere.instead = content
    assert surfer.get(f"{PORTAL}/aanmelden/terug?code=c&state={asked['state']}").status_code == 502


@pytest.mark.parametrize("content", [b"een-woord-van-het-andere-huis-0123456789", bytes(range(100, 164))])
def test_a_secret_may_be_text_or_random_bytes(
    elsewhere: Elsewhere, content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "portal_client_secret").write_bytes(content)
    monkeypatch.setattr(settings, "CONFIG", replace(settings.CONFIG, secrets=tmp_path))
    assert faces.portal().client_secret.isascii()
    assert come_back(Browser(), elsewhere)["Location"] == "/zoeken"
