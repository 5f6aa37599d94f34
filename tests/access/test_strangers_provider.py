"""npm oidc-provider, run for real, as the provider that ours relies on: instead of ours (A9), and as a key (A2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from django.conf import settings
from joserfc.jwk import RSAKey

from burgerprofiel.access.keys import catalogue
from burgerprofiel.access.models import Session, SignIn
from burgerprofiel.access.relying import issuer
from burgerprofiel.access.upstream import configuration, own_keys
from burgerprofiel.access.upstream.check import findings
from burgerprofiel.kit.levels import Key
from burgerprofiel.site.launch import ports
from tests.access import abroad, strangers
from tests.access.abroad import CLIENT, NOOR
from tests.access.surfing import ACCESS, PORTAL, Browser

SECRET = "a-secret-of-forty-characters-or-a-bit-more"
KEY = RSAKey.generate_key(2048, auto_kid=True)
PERSON = {"given_name": "Noor", "family_name": "Vandenbos", "rrn": NOOR}
Serve = Callable[..., AbstractContextManager[None]]


@pytest.fixture
def address(provider: None) -> Iterator[str]:
    """The name of the stranger's provider: a free port of this machine."""
    own_keys.make()
    issuer._issuers.clear()
    yield f"http://127.0.0.1:{ports.choose(0)}"
    issuer._issuers.clear()


def served(address: str, redirect_uri: str, wishes: dict[str, Any] | None = None, **client: Any) -> Any:
    """Serve it, with us as its client."""
    usual = {"client_id": CLIENT, "redirect_uris": [redirect_uri], "response_types": ["code"]}
    whole = {
        "issuer": address,
        "clients": [usual | client],
        "jwks": {"keys": [KEY.as_dict(private=True)]},
        "person": PERSON,
        "acr": Key.itsme.urn,
        "acr_values": [key.urn for key in Key],
    }
    return strangers.serving("oidc_provider.mjs", whole | (wishes or {}))


def citizen(door: str) -> str:
    """Go where we send somebody, and confirm there; returns the address at which they come back."""
    with httpx.Client(trust_env=False) as tab:
        where = door
        while urlsplit(where).netloc == urlsplit(door).netloc:
            answer = tab.get(where)
            assert answer.status_code in (302, 303), answer.text
            where = urljoin(where, answer.headers["location"])
    return where


def test_it_takes_the_place_of_our_own_provider(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "CONFIG", replace(settings.CONFIG, issuer=address, client_id=CLIENT))
    monkeypatch.setattr(type(settings.CONFIG), "secret", lambda _self, _name, _at_least=32: SECRET.encode())
    surfer = Browser()
    with served(address, f"{PORTAL}/aanmelden/terug", client_secret=SECRET):
        back = citizen(surfer.get(f"{PORTAL}/aanmelden?terug=/zoeken")["Location"])
        response = surfer.get(back)
    assert response["Location"] == "/zoeken"
    assert Session.objects.get().proofs[0][0] == "itsme"
    assert Session.objects.get().citizen_id


WAYS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a signed note": ({}, {}),
    "a secret": (
        {"auth_method": "client_secret_basic", "secret": SECRET},
        {"client_secret": SECRET, "token_endpoint_auth_method": "client_secret_basic"},
    ),
    "all of it encrypted for us": (
        {"id_token_encrypted": True, "userinfo": "encrypted", "assertion_audience": "token_endpoint"},
        {
            "id_token_encrypted_response_alg": "RSA-OAEP",
            "id_token_encrypted_response_enc": "A128CBC-HS256",
            "userinfo_signed_response_alg": "RS256",
            "userinfo_encrypted_response_alg": "RSA-OAEP-256",
            "userinfo_encrypted_response_enc": "A256GCM",
        },
    ),
    "userinfo signed": ({"userinfo": "signed"}, {"userinfo_signed_response_alg": "RS256"}),
    "claims in the id_token": ({"userinfo": "none", "claims_asked": "id_token"}, {}),
    "age of the sign-in told": ({"fresh": "max_age"}, {"require_auth_time": True}),
}


@pytest.fixture
def offered(address: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Offer it as a key."""

    def offer(fields: dict[str, Any], client: dict[str, Any], **wishes: Any) -> Any:
        usual = {"userinfo": "plain", "claims": configuration.Claims(), "acr": {key.urn: key.name for key in Key}}
        made = abroad.upstream(issuer=address, **usual | fields)
        monkeypatch.setattr(configuration, "configured", lambda: (made,))
        monkeypatch.setattr(catalogue, "KINDS", (catalogue.EID, catalogue.upstream_kind(made)))
        proof = {"token_endpoint_auth_method": "private_key_jwt", "token_endpoint_auth_signing_alg": "PS256"}
        keys = {} if "client_secret" in client else {"jwks": own_keys.jwks(), **proof}
        return served(address, f"{ACCESS}/op/aanmelden/bij/elders/terug", wishes, **keys | client)

    return offer


@pytest.mark.parametrize("way", WAYS)
def test_it_is_a_key_in_every_way_that_we_can_agree_on(offered: Callable[..., Any], way: str) -> None:
    surfer = Browser()
    with offered(*WAYS[way]):
        upstream = configuration.configured()[0]
        assert findings(upstream) == []
        back = citizen(surfer.get(f"{ACCESS}/op/aanmelden/bij/elders?verder=/op/aanmeldingen&niveau=27")["Location"])
        response = surfer.get(back)
    assert response["Location"] == "/op/aanmeldingen", response.content.decode()
    assert SignIn.objects.get().proofs[0][0] == "itsme"


def test_when_somebody_refuses_there_we_hear_it(offered: Callable[..., Any]) -> None:
    surfer = Browser()
    with offered({}, {}, refuses=True):
        back = citizen(surfer.get(f"{ACCESS}/op/aanmelden/bij/elders?verder=/op/aanmeldingen")["Location"])
        response = surfer.get(back)
    assert "U bent gestopt bij Inloggen Elders" in response.content.decode()
    assert not SignIn.objects.exists()


def test_the_check_says_what_does_not_fit(offered: Callable[..., Any]) -> None:
    fields = {"scopes": ("openid", "everything"), "id_token_algorithms": ("ES256",)}
    with offered(fields, {}):
        found = " ".join(findings(configuration.configured()[0]))
    assert "scope: it does not offer everything" in found
    assert "id_token algorithm: it does not offer ES256" in found
